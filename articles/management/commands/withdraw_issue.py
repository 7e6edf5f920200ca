from django.core.management.base import CommandError
from django.db import transaction

from articles import publishing
from articles.management import arguments


class Command(arguments.ActCommand):
    help = "撤回一期：读者不再看到，稿件和版位原样保留，修改后可再次出版。"

    def add_arguments(self, parser):
        arguments.add_issue(parser)
        parser.add_argument("--reason", type=arguments.words, default="", help="撤回原因，读者可见")
        arguments.add_by(parser)

    def handle(self, *args, **options):
        issue = arguments.issue(options)
        try:
            with transaction.atomic():  # the system account is made with the act or not at all
                by = arguments.user(options["by"])
                issue = publishing.withdraw(issue, by=by, reason=options["reason"])
        except publishing.CannotWithdraw as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"{issue}已撤回，读者暂时看不到；改好后用 publish_issue 再次出版。")
