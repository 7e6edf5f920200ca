from __future__ import annotations

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from articles.management.demo import loading, serving

PORT = 8000


class Command(BaseCommand):
    help = "一条命令看到整张报纸：建库、载入示例两期并出版、建工作账号、启动网站。再次运行不改动任何东西。"

    def add_arguments(self, parser):
        parser.add_argument("--port", type=int, default=PORT, help=f"网站端口，默认 {PORT}")
        parser.add_argument("--no-serve", action="store_true", help="只准备，不启动网站")
        parser.add_argument("--reset-password", action="store_true", help="给示例账号换一个新密码")

    def handle(self, *args, **options):
        port = options["port"]
        if not 1 <= port <= 65535:
            raise CommandError(f"端口 {port} 不对，请用 1 到 65535 之间的数。")
        if not options["no_serve"] and not serving.is_free(port):
            free = serving.next_free(port)
            raise CommandError(
                f"端口 {port} 已被占用。可以换一个：python3 manage.py demo --port {free}"
            )
        call_command("migrate", verbosity=0)
        serving.collect_static()
        for sentence in loading.load():
            self.stdout.write(sentence)
        password = loading.staff_account(reset=options["reset_password"])
        if options["no_serve"]:
            self._say_ready(port, password)
            return
        self._introduce(port, password)
        self.stdout.flush()
        serving.serve(port)

    def _introduce(self, port: int, password: str | None) -> None:
        address = f"http://127.0.0.1:{port}"
        self.stdout.write(
            f"\n读者网站　{address}/\n编辑后台　{address}/admin/　{_account(password)}\n按 Ctrl+C 停止。\n"
        )

    def _say_ready(self, port: int, password: str | None) -> None:
        start = "python3 manage.py demo" + ("" if port == PORT else f" --port {port}")
        self.stdout.write(
            f"\n示例已备好，网站没有启动；启动请运行：{start}\n{_account(password)}\n"
        )


def _account(password: str | None) -> str:
    known = f"密码 {password}" if password else "密码见首次运行（忘了可加 --reset-password 重设）"
    others = "、".join(f"{name}（{role}）" for name, (_, role) in loading.COLLEAGUES.items())
    return f"账号 {loading.USERNAME}　{known}\n审稿同事　{others}，密码相同"
