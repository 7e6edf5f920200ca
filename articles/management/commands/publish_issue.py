from django.core.management.base import CommandError
from django.db import transaction
from django.utils.timezone import localtime

from articles import publishing
from articles.management import arguments


class Command(arguments.ActCommand):
    help = "整期签发出版：一次完成，全期稿件同时与读者见面。已出版的不会再出版一次。"

    def add_arguments(self, parser):
        arguments.add_issue(parser)
        parser.add_argument(
            "--at", type=arguments.moment, help="定时出版，如 2021-03-17T06:00；默认立即"
        )
        arguments.add_by(parser)

    def handle(self, *args, **options):
        issue = arguments.issue(options)
        try:
            with transaction.atomic():  # the system account is made with the act or not at all
                by = arguments.user(options["by"])
                issue = publishing.publish(issue, by=by, at=options["at"])
        except publishing.AlreadyPublished as notice:
            self.stdout.write(str(notice))
            return
        except publishing.CannotPublish as error:
            raise CommandError(str(error)) from error
        when = localtime(issue.publish_at).strftime("%Y年%m月%d日%H:%M")
        done = "已出版" if issue.is_public() else f"已签发，定于{when}出版"
        self.stdout.write(f"{issue}{done}，读者地址：{issue.get_absolute_url()}")
