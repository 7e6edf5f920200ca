from django.core.management.base import BaseCommand

from articles import search
from articles.models import Article


class Command(BaseCommand):
    help = "重建检索：把每篇稿件的文字重新编入检索。平时不必运行；中断了，用 --after 接着做。"

    def add_arguments(self, parser):
        parser.add_argument(
            "--after", type=int, default=0, metavar="编号", help="从这个稿件编号之后做起"
        )
        parser.add_argument(
            "--empty", action="store_true", help="先清空再编；期间检索不全，换了断字规则才需要"
        )

    def handle(self, *args, **options):
        after = options["after"]
        if options["empty"]:
            search.empty()
        total = Article.objects.filter(pk__gt=after).count()
        for last, done in search.reindex(after=after):
            self.stdout.write(f"已编入 {done} / {total} 篇（到稿件编号 {last}）")
        self.stdout.write("检索已经重建。")
