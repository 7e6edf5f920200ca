import json
import os
from pathlib import Path

from django.core.management.base import CommandError
from django.db import transaction

from articles.ingest import apply, plan, report
from articles.ingest.documents.package import MAX_FILE
from articles.ingest.source import Unreadable
from articles.management import arguments
from articles.models import Origin


class Command(arguments.ActCommand):
    help = "读入一版或一期的文字（Markdown、纯文本、Word 或网页），拆成稿件，排进所属的期和版。同一文件重复导入不会改动任何东西。"

    def add_arguments(self, parser):
        parser.add_argument(
            "file", type=Path, help="文本（UTF-8、UTF-16、GB18030）、.docx 或网页文件"
        )
        parser.add_argument("--date", type=arguments.date, help="出版日期，如 2021-03-17")
        parser.add_argument("--total-number", type=arguments.total_number, help="总期号")
        parser.add_argument("--year-number", type=arguments.year_number, help="年内期号")
        parser.add_argument("--page", type=arguments.page, metavar="N", help="版次")
        parser.add_argument("--page-name", type=arguments.words, help="版名，如 科协新闻")
        parser.add_argument(
            "--update",
            action="store_true",
            help="该版已有内容时逐篇比对：没有人改过的更新，改过的列出来、不动，新的排在版末",
        )
        parser.add_argument("--dry-run", action="store_true", help="只列出将要做的事，什么也不写")
        parser.add_argument("--format", choices=("text", "json"), default="text", help="输出格式")
        parser.add_argument(
            "--origin",
            choices=(Origin.ARCHIVE.value, Origin.DESK.value),
            default=Origin.ARCHIVE.value,
            help="archive：已出版的存档，不经三审，记录在案（默认）；desk：新稿，导入后为草稿",
        )
        arguments.add_by(parser)

    def handle(self, *args, **options):
        file: Path = options["file"]
        try:
            made = plan.make(
                self._read(file),
                _name(file),
                self._target(options),
                folder=file.parent,
                update=options["update"],
            )
            self._show(made, options)
            if not (options["dry_run"] or made.is_empty):
                origin = Origin(options["origin"])
                with transaction.atomic():  # the system account is made with the page or not at all
                    done = apply.apply(made, by=arguments.user(options["by"]), origin=origin)
                self._say(self._sentence(done, origin), options)
        except (Unreadable, plan.Refused) as error:
            raise CommandError(str(error)) from error

    def _read(self, file: Path) -> bytes:
        """Not more of it than may be imported, with a byte to tell that there is more."""
        try:
            with file.open("rb") as opened:
                return opened.read(MAX_FILE + 1)
        except (FileNotFoundError, NotADirectoryError):
            raise CommandError(f"读不到 {file}：没有这个文件，请核对路径。") from None
        except IsADirectoryError:
            raise CommandError(f"{file} 是文件夹，请指明文件。") from None
        except PermissionError:
            raise CommandError(f"读不到 {file}：没有读取它的权限，请改权限后再导入。") from None
        except OSError as error:
            raise CommandError(f"读不到 {file}，请核对路径（{error.strerror}）。") from error

    def _target(self, options: dict) -> plan.Target:
        names = ("date", "total_number", "year_number", "page", "page_name")
        return plan.Target(**{name: options[name] for name in names})

    def _show(self, made: plan.Plan, options: dict) -> None:
        if options["format"] == "json":
            self.stdout.write(json.dumps(report.as_json(made), ensure_ascii=False, indent=2))
            return
        for line in report.as_lines(made):
            self.stdout.write(line)
        if made.new_sections:
            self.stdout.write(f"新栏目：{'、'.join(made.new_sections)}")
        if made.is_empty:
            self.stdout.write("这份文件已经导入过，没有改动任何东西。")
        elif options["dry_run"]:
            self.stdout.write("以上只是预演，什么也没有写入。")

    def _sentence(self, done: apply.Applied, origin: Origin) -> str:
        how = "按存档导入，不经三审" if origin == Origin.ARCHIVE else "均为草稿，待送审"
        changed = f"，更新 {len(done.changed)} 篇" if done.changed else ""
        return (
            f"已导入{done.issue}：{len(done.pages)} 个版，"
            f"{len(done.articles)} 篇稿件（{how}）{changed}。"
        )

    def _say(self, sentence: str, options: dict) -> None:
        """Beside JSON the sentence goes to stderr, so that the output stays one document."""
        (self.stderr if options["format"] == "json" else self.stdout).write(sentence)


def _name(file: Path) -> str:
    """The file's name in characters: on another system it may have been written in another encoding."""
    return os.fsencode(file.name).decode(errors="replace")
