"""The house keeps its shape: contracts, style, types, migrations, sizes, deferred imports."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.management import call_command

ROOT = Path(__file__).resolve().parent.parent
BIN = Path(sys.executable).parent

#: (limit in lines, what it holds for); generated and vendored files have none
LIMITS = {".py": 300, ".html": 120, ".js": 200}
FUNCTION = 40

#: An import inside a function has one of three reasons; each is named here.
DEFERRED = {
    ("articles/apps.py", "articles"): "AppConfig.ready()",
    ("articles/apps.py", "articles.permissions"): "AppConfig.ready()",
    ("articles/apps.py", "articles.search"): "AppConfig.ready()",
    ("articles/apps.py", "articles.sessions"): "AppConfig.ready()",
    ("articles/images/__init__.py", "articles.images"): "slow: Pillow",
    ("articles/management/demo/loading.py", "articles.management.demo"): "slow: Pillow",
    ("articles/text/dates.py", "cnlunar"): "slow: 0.13 s",
    ("articles/text/pinyin.py", "pypinyin"): "slow: dictionaries of 0.1 s",
    ("sections/naming.py", "pypinyin"): "slow: dictionaries of 0.1 s",
}


def run(*command: str | Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)


def product_files(*suffixes: str) -> Iterator[Path]:
    for folder in ("newsroom", "articles", "sections", "templates", "static"):
        for path in sorted((ROOT / folder).rglob("*")):
            if path.suffix in suffixes and not {"migrations", "vendor"} & set(path.parts):
                yield path


def test_imports_only_go_down():
    done = run(BIN / "lint-imports", "--no-cache")
    assert done.returncode == 0, done.stdout


def test_the_code_is_in_the_house_style():
    done = run(BIN / "ruff", "check", "--no-cache", "--output-format=concise", ".")
    assert done.returncode == 0, done.stdout


def test_the_code_is_formatted():
    done = run(BIN / "ruff", "format", "--no-cache", "--check", ".")
    assert done.returncode == 0, done.stdout


def test_the_pure_packages_are_typed():
    done = run(BIN / "mypy")
    assert done.returncode == 0, done.stdout


@pytest.mark.django_db
def test_every_model_change_has_its_migration():
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


def test_migrations_are_named_by_hand():
    names = [path.stem for path in ROOT.glob("*/migrations/0*.py")]
    assert names != []
    assert [name for name in names if "auto" in name.split("_")] == []


def functions(tree: ast.Module) -> Iterator[ast.FunctionDef]:
    return (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef))


def test_files_and_functions_keep_to_their_size():
    """A report as much as a rule: what is too long is to be split by meaning."""
    long = []
    for path in product_files(*LIMITS):
        text = path.read_text()
        lines = text.count("\n")
        if lines > LIMITS[path.suffix]:
            long.append(f"{path.relative_to(ROOT)}: {lines} lines")
        if path.suffix == ".py":
            for function in functions(ast.parse(text)):
                length = (function.end_lineno or 0) - function.lineno + 1
                if length > FUNCTION:
                    long.append(f"{path.relative_to(ROOT)}: {function.name} has {length} lines")
    assert long == []


def test_an_import_inside_a_function_has_a_reason():
    found = set()
    for path in product_files(".py"):
        for function in functions(ast.parse(path.read_text())):
            for node in ast.walk(function):
                name = str(path.relative_to(ROOT))
                if isinstance(node, ast.ImportFrom):
                    found.add((name, node.module))
                elif isinstance(node, ast.Import):
                    found |= {(name, alias.name) for alias in node.names}
    assert found == set(DEFERRED)


def test_no_template_carries_script_or_style():
    guilty = []
    for path in product_files(".html"):
        text = path.read_text().lower()
        if "<style" in text or " style=" in text or "javascript:" in text or "<script>" in text:
            guilty.append(str(path.relative_to(ROOT)))
    assert guilty == []
