"""What people may type. `from articles.forms import ArticleForm` is the only spelling."""

from articles.forms.acts import (
    VERDICTS,
    OverrideForm,
    PrintingForm,
    ProofForm,
    PublishForm,
    RenewForm,
    SeenForm,
    StepForm,
    TakeBackForm,
    VerdictForm,
    WithdrawForm,
)
from articles.forms.board import NONE, BoardForm
from articles.forms.bulk import PlacingForm, SectionForm, TagsForm
from articles.forms.contributors import ContributorForm, MergeForm, SettleForm
from articles.forms.intake import AimForm, SourcesForm
from articles.forms.issue import IssueForm, PageFormSet
from articles.forms.page import PageForm, PlacementForm, PlacementFormSet
from articles.forms.pictures import ImageForm, ImageUseForm
from articles.forms.signing_in import CodeForm, EnrolForm, OwnerForm, SignInForm
from articles.forms.story import ArticleForm
from articles.forms.zones import ScanForm, SeenPictureForm, ZoneFormSet

__all__ = [
    "NONE",
    "VERDICTS",
    "AimForm",
    "ArticleForm",
    "BoardForm",
    "CodeForm",
    "ContributorForm",
    "EnrolForm",
    "ImageForm",
    "ImageUseForm",
    "IssueForm",
    "MergeForm",
    "OverrideForm",
    "OwnerForm",
    "PageForm",
    "PageFormSet",
    "PlacementForm",
    "PlacementFormSet",
    "PlacingForm",
    "PrintingForm",
    "ProofForm",
    "PublishForm",
    "RenewForm",
    "ScanForm",
    "SectionForm",
    "SeenForm",
    "SeenPictureForm",
    "SettleForm",
    "SignInForm",
    "SourcesForm",
    "StepForm",
    "TagsForm",
    "TakeBackForm",
    "VerdictForm",
    "WithdrawForm",
    "ZoneFormSet",
]
