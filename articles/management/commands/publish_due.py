from __future__ import annotations

import os
import time

from django.core.management.base import BaseCommand, CommandError
from django.db import close_old_connections

from articles import publishing


class Command(BaseCommand):
    help = (
        "到时出版：定时的期到点后读者即可看到，这个命令把余下的事办完（记录、索引）。"
        "由 cron 或 systemd 定时器每分钟运行一次，或加 --watch 常驻。"
    )

    def add_arguments(self, parser):
        parser.add_argument(
            "--watch",
            type=int,
            metavar="秒",
            help="常驻，每隔这么多秒看一次；启动它的程序结束时一同结束",
        )

    def handle(self, *args, watch: int | None, **options):
        if watch is None:
            if self._once():
                raise CommandError("有的期没有办完，见上；下次运行会再办。")
            return
        parent = os.getppid()
        while os.getppid() == parent:
            close_old_connections()
            self._once()
            time.sleep(max(1, watch))

    def _once(self) -> int:
        """How many could not be brought out."""
        failed = 0
        for issue, error in publishing.publish_due():
            if error:
                failed += 1
                self.stderr.write(f"{issue}没有办完：{error}")
            else:
                self.stdout.write(f"{issue}已出版，读者地址：{issue.get_absolute_url()}")
        return failed
