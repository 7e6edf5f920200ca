from django.contrib.auth.models import AbstractBaseUser
from django.core.management.base import CommandError
from django.db import transaction
from django.utils.timezone import localtime

from articles import preflight, publishing
from articles.management import arguments
from articles.models import Issue, Origin, Placement


class Command(arguments.ActCommand):
    help = "整期签发出版：一次完成，全期稿件同时与读者见面。已出版的不会再出版一次。"

    def add_arguments(self, parser):
        arguments.add_issue(parser)
        parser.add_argument(
            "--at", type=arguments.moment, help="定时出版，如 2021-03-17T06:00；默认立即"
        )
        parser.add_argument(
            "--override",
            type=arguments.words,
            metavar="原因",
            help="放行付印前检查的全部提示，原因记入本期；--by 要有放行的权限。必须处理的不能放行",
        )
        arguments.add_by(parser)

    def handle(self, *args, **options):
        issue = arguments.issue(options)
        try:
            with transaction.atomic():  # the system account is made with the act or not at all
                by = arguments.user(options["by"])
                if options["override"] is not None:
                    _let_pass(issue, options["override"], by)
                checked = _is_made_here(issue)
                issue = publishing.publish(issue, by=by, at=options["at"], checked=checked)
        except publishing.AlreadyPublished as notice:
            self.stdout.write(str(notice))
            return
        except (publishing.CannotPublish, preflight.CannotOverride) as error:
            raise CommandError(str(error)) from error
        when = localtime(issue.publish_at).strftime("%Y年%m月%d日%H:%M")
        done = "已出版" if issue.is_public() else f"已签发，定于{when}出版"
        self.stdout.write(f"{issue}{done}，读者地址：{issue.get_absolute_url()}")


def _is_made_here(issue: Issue) -> bool:
    """An issue of the archive was printed long ago: nothing in it is still to be mended."""
    return Placement.objects.filter(page__issue=issue, article__origin=Origin.DESK).exists()


def _let_pass(issue: Issue, reason: str, by: AbstractBaseUser) -> None:
    """All that may be let pass; an issue that is out is left to the act to speak of."""
    if issue.is_public():
        return
    if marks := [finding.mark for finding in preflight.check(issue).warnings]:
        preflight.override(issue, *marks, reason=reason, by=by)
