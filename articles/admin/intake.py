"""版面导入台: what came in on the left, the stories it became on the right, one screen from paste to page."""

from __future__ import annotations

from typing import Any

from django.contrib import admin, messages
from django.db.models import Count, Max, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.views.decorators.http import require_POST

from articles import proofreading
from articles.admin.gates import importing, polled, posted
from articles.admin.intake_faces import ROLES, Proof, proof_with, sheet_faces
from articles.admin.intake_slim import known
from articles.admin.intake_steps import step
from articles.admin.lists import DeskList, badge, column
from articles.admin.numbers import whole
from articles.forms import AimForm, SourcesForm
from articles.ingest import intake as desk
from articles.ingest import report, undoing
from articles.ingest.looking import look, set_aside
from articles.ingest.target import Refused
from articles.ingest.worksheet import CannotAmend
from articles.models import Intake, Origin
from articles.models.intake import Goal, State
from articles.permissions import Act, may, printed_name
from sections.models import Section

Refusals = (desk.StaleIntake, desk.Closed, CannotAmend, Refused)


@admin.register(Intake)
class IntakeAdmin(DeskList):
    list_display = ("name_", "state_", "files_", "created_by_", "updated_by_", "updated_at")
    list_filter = ("state",)
    list_select_related = ("created_by", "updated_by")
    ordering = ("-updated_at", "-pk")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Intake]:
        return super().get_queryset(request).annotate(file_count=Count("files"))

    @column("来稿")
    def name_(self, intake: Intake) -> str:
        return str(intake)

    @column("状态", order="state")
    def state_(self, intake: Intake) -> str:
        return badge(intake.get_state_display(), f"intake-{intake.state}")

    @column("文件")
    def files_(self, intake: Intake) -> int:
        return intake.file_count

    @column("建立", order="created_by")
    def created_by_(self, intake: Intake) -> str:
        return printed_name(intake.created_by)

    @column("最后整理", order="updated_by")
    def updated_by_(self, intake: Intake) -> str:
        return printed_name(intake.updated_by)

    def get_list_display_links(self, request: HttpRequest, list_display: Any) -> Any:
        """Who may look at the list and not import is led nowhere by it."""
        return list_display[:1] if may(request.user, Act.IMPORT) else None

    def has_delete_permission(self, request: HttpRequest, obj: Intake | None = None) -> bool:
        """Given up, not deleted: what came in is kept."""
        return False

    def get_urls(self) -> list:
        view = self.admin_site.admin_view
        own = [
            path("<int:pk>/step/", view(posted(self.step)), name="intake_step"),
            path("<int:pk>/sources/", view(posted(self.sources)), name="intake_sources"),
            path("<int:pk>/aim/", view(posted(self.aim)), name="intake_aim"),
            path("<int:pk>/accept/", view(posted(self.accept)), name="intake_accept"),
            path("<int:pk>/drop/", view(posted(self.drop)), name="intake_drop"),
            path("<int:pk>/resume/", view(posted(self.resume)), name="intake_resume"),
            path("<int:pk>/present/", view(require_POST(self.present)), name="intake_present"),
        ]
        return own + super().get_urls()

    # --- beginning --------------------------------------------------------------------------------

    @importing
    def add_view(
        self, request: HttpRequest, form_url: str = "", extra_context: dict | None = None
    ) -> HttpResponse:
        sources = SourcesForm(request.POST or None, request.FILES or None)
        aim = AimForm(request.POST or None)
        if request.method == "POST" and sources.is_valid() and aim.is_valid():
            intake = desk.begin(by=request.user, **aim.cleaned_data)
            self._add(request, intake, sources, expected=1)
            if intake.files.exists():
                return self._first_look(intake)
            desk.drop(intake, by=request.user, expected=intake.version)
        # A number that the next import changes: what was typed for this one is not offered for that.
        last = Intake.objects.filter(created_by=request.user).aggregate(last=Max("pk"))["last"]
        context = self._context(request, "导入来稿", sources=sources, aim=aim, last=last or 0)
        return TemplateResponse(request, "admin/articles/intake/new.html", context)

    def _first_look(self, intake: Intake) -> HttpResponse:
        """A single clean story without a page goes on in the story form, filled in; the rest on the desk."""
        if intake.goal == Goal.POOL and desk.single(intake):
            return redirect(f"{reverse('admin:articles_article_add')}?intake={intake.pk}")
        return self._back(intake)

    def _add(
        self, request: HttpRequest, intake: Intake, sources: SourcesForm, *, expected: int
    ) -> None:
        refused = desk.add_files(intake, sources.opened(), by=request.user, expected=expected)
        for sentence in refused:
            messages.error(request, sentence)

    # --- working ----------------------------------------------------------------------------------

    @importing
    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict | None = None,
    ) -> HttpResponse:
        intake = get_object_or_404(Intake.objects.select_related("issue"), pk=whole(object_id))
        # Asked by a script it is a POST that changes nothing: the digests of what the screen holds fit no address.
        return self._desk(request, intake, opened=request.GET.get("open", ""))

    def _desk(
        self,
        request: HttpRequest,
        intake: Intake,
        *,
        opened: str = "",
        typed: str = "",
        place: str = "",
        aim: AimForm | None = None,
        status: int = 200,
    ) -> HttpResponse:
        if intake.state == State.ACCEPTED:
            return self._done(request, intake, status)
        seen = look(intake)
        sheets = sheet_faces(seen, self._proof(), opened=opened, typed=typed)
        context = self._context(
            request,
            str(intake),
            intake=intake,
            sheets=sheets,
            plan=seen.plan,
            problems=seen.problems,
            destination=report.destination(seen.plan),
            writes=sum(story.writes for story in seen.plan.stories()),
            fixes=sum(sheet.fixes for sheet in sheets),
            aim=aim or AimForm(instance=intake),
            sources=SourcesForm(),
            sections=list(Section.objects.all()),
            roles=ROLES,
            standing=undoing.standing(intake),
            opened=opened,
            orphan="" if any(sheet.has_open for sheet in sheets) else typed,
            place=place,
            held=known(request.POST.get("held", "")),
            others=desk.visit(intake, request.user),
            may_archive=may(request.user, Act.ARCHIVE),
        )
        return render(request, "admin/articles/intake/desk.html", context, status=status)

    def _done(self, request: HttpRequest, intake: Intake, status: int) -> HttpResponse:
        made, aside = desk.made_by(intake), set_aside(intake)
        context = self._context(request, str(intake), intake=intake, made=made, aside=aside)
        page = "admin/articles/intake/done.html"
        return TemplateResponse(request, page, context, status=status)

    def _proof(self) -> Proof:
        """The proofreader of this request: the house's words are asked for once."""
        return proof_with(proofreading.house_words())

    @importing
    def step(self, request: HttpRequest, pk: int) -> HttpResponse:
        """One button. What cannot be done is said on the same screen, with the typed words still in their field."""
        intake = get_object_or_404(Intake, pk=pk)
        form = request.POST
        try:
            seen = self._seen(request)
            place, said = step(intake, form, by=request.user, expected=seen, proof=self._proof())
        except Refusals as error:
            messages.error(request, str(error))
            intake.refresh_from_db()
            opened = f"{form.get('file')}:{form.get('key')}"
            return self._desk(
                request, intake, opened=opened, typed=form.get("text", ""), status=409
            )
        if said:
            messages.success(request, said)
        if request.headers.get("X-Requested-With") == "fetch":
            return self._desk(request, intake, place=place)
        return self._back(intake, place)

    @importing
    def sources(self, request: HttpRequest, pk: int) -> HttpResponse:
        intake = get_object_or_404(Intake, pk=pk)
        sources = SourcesForm(request.POST, request.FILES)
        if not sources.is_valid():
            for sentence in sources.sentences():
                messages.error(request, sentence)
            return self._back(intake)
        return self._do(
            request,
            intake,
            lambda: self._add(request, intake, sources, expected=self._seen(request)),
        )

    @importing
    def aim(self, request: HttpRequest, pk: int) -> HttpResponse:
        intake = get_object_or_404(Intake, pk=pk)
        form = AimForm(request.POST)
        if not form.is_valid():
            return self._desk(request, intake, aim=form, status=422)
        return self._do(
            request,
            intake,
            lambda: desk.aim(
                intake, by=request.user, expected=self._seen(request), **form.cleaned_data
            ),
        )

    # --- ending -----------------------------------------------------------------------------------

    @importing
    def accept(self, request: HttpRequest, pk: int) -> HttpResponse:
        intake = get_object_or_404(Intake, pk=pk)
        archive = request.POST.get("origin") == Origin.ARCHIVE and may(request.user, Act.ARCHIVE)
        origin = Origin.ARCHIVE if archive else Origin.DESK

        def do() -> None:
            done = desk.accept(intake, by=request.user, expected=self._seen(request), origin=origin)
            made, changed = len(done.articles), len(done.changed)
            told = f"，更新 {changed} 篇" if changed else ""
            messages.success(request, f"已入库：新稿 {made} 篇{told}。")

        return self._do(request, intake, do)

    @importing
    def drop(self, request: HttpRequest, pk: int) -> HttpResponse:
        intake = get_object_or_404(Intake, pk=pk)

        def do() -> None:
            desk.drop(intake, by=request.user, expected=self._seen(request))
            messages.success(request, "已放弃这次导入；来稿原件还在，可以随时恢复。")

        return self._do(request, intake, do)

    @importing
    def resume(self, request: HttpRequest, pk: int) -> HttpResponse:
        intake = get_object_or_404(Intake, pk=pk)
        return self._do(request, intake, lambda: desk.resume(intake, by=request.user))

    @importing
    @polled
    def present(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Asked every 10 s by an open screen: who else is there, and whether it still shows what is stored."""
        intake = get_object_or_404(Intake.objects.select_related("updated_by"), pk=pk)
        return JsonResponse(
            {
                "others": desk.visit(intake, request.user),
                "version": intake.version,
                "by": desk.printed_name(intake.updated_by),
            }
        )

    def _do(self, request: HttpRequest, intake: Intake, do: Any) -> HttpResponse:
        try:
            do()
        except Refusals as error:
            messages.error(request, str(error))
        return self._back(intake)

    def _seen(self, request: HttpRequest) -> int:
        return whole(request.POST.get("seen_version"), 9) or 0

    def _back(self, intake: Intake, place: str = "") -> HttpResponseRedirect:
        url = reverse("admin:articles_intake_change", args=[intake.pk])
        return HttpResponseRedirect(f"{url}#{place}" if place else url)

    def _context(self, request: HttpRequest, title: str, **values: Any) -> dict[str, Any]:
        return {
            **self.admin_site.each_context(request),
            "title": title,
            "opts": self.opts,
            **values,
        }
