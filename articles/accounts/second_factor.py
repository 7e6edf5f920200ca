"""两步验证: after the password a code of six figures that the owner's telephone shows (TOTP, RFC 6238), or a 备用码."""

from __future__ import annotations

import hashlib
import secrets
import unicodedata

import pyotp
import segno
from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from pyotp.exceptions import OTPVerificationError

from articles.models import Masthead, RecoveryCode, SecondFactor
from articles.permissions import roles_of

#: Telephones go wrong by so many half minutes.
DRIFT = 1
RECOVERY_CODES, GROUPS, GROUP = 10, 4, 5  # 20 figures: 66 bits, no input method in the way
CODE = 6


class WrongCode(Exception):
    """It is not the code of now, or has been used."""


def new_secret() -> str:
    return pyotp.random_base32()


def address(user: AbstractBaseUser, secret: str) -> str:
    """otpauth://…, which a telephone reads from the picture."""
    paper = Masthead.objects.current().name or "编辑部"
    return pyotp.TOTP(secret).provisioning_uri(name=user.get_username(), issuer_name=paper)


def picture(text: str) -> str:
    """The QR code as a data address of an SVG; white behind it on a dark screen too."""
    return segno.make(text, error="m").svg_data_uri(scale=5, border=4, light="#fff")


def is_on(user: AbstractBaseUser) -> bool:
    return SecondFactor.objects.filter(user=user).exists()


def is_required(user: AbstractBaseUser) -> bool:
    """By the roles that the setting names."""
    return any(role.value in settings.SECOND_FACTOR_ROLES for role in roles_of(user))


def turn_on(user: AbstractBaseUser, secret: str, code: str) -> list[str]:
    """-> the recovery codes, which are shown this once. Raises WrongCode. An earlier telephone opens nothing more."""
    step = _step(secret, _figures(code))
    if step is None:
        raise WrongCode
    with transaction.atomic():
        known = {"secret": secret, "last_step": step}
        SecondFactor.objects.update_or_create(user=user, defaults=known)
        return renew_recovery_codes(user)


def turn_off(user: AbstractBaseUser) -> bool:
    """-> whether it was on."""
    return bool(SecondFactor.objects.filter(user=user).delete()[0])


def opens(user: AbstractBaseUser, code: str) -> bool:
    """Whether the code is right; it then opens nothing a second time, of two at once one."""
    figures = _figures(code)
    if len(figures) != CODE:
        found = RecoveryCode.objects.filter(factor_id=user.pk, digest=_digest(user, figures))
        return bool(found.delete()[0])
    factor = SecondFactor.objects.filter(user=user).first()
    step = _step(factor.secret, figures) if factor else None
    if step is None:
        return False
    return bool(SecondFactor.objects.filter(user=user, last_step__lt=step).update(last_step=step))


def renew_recovery_codes(user: AbstractBaseUser) -> list[str]:
    """-> the new ones, as they are printed; the old ones open nothing more."""
    codes = [
        " ".join(f"{secrets.randbelow(10**GROUP):0{GROUP}}" for _ in range(GROUPS))
        for _ in range(RECOVERY_CODES)
    ]
    with transaction.atomic():
        factor = SecondFactor.objects.select_for_update().get(user=user)
        factor.recovery_codes.all().delete()
        RecoveryCode.objects.bulk_create(
            RecoveryCode(factor=factor, digest=_digest(user, _figures(code))) for code in codes
        )
    return codes


def recovery_codes_left(user: AbstractBaseUser) -> int:
    return RecoveryCode.objects.filter(factor_id=user.pk).count()


def _step(secret: str, figures: str) -> int | None:
    try:
        return pyotp.TOTP(secret).verify_and_get_timecode(figures, valid_window=DRIFT)
    except OTPVerificationError:
        return None


def _figures(code: str) -> str:
    """Full-width figures are figures; blanks and dashes are for the eye."""
    plain = unicodedata.normalize("NFKC", code)
    return "".join(letter for letter in plain if letter.isascii() and letter.isdigit())


def _digest(user: AbstractBaseUser, figures: str) -> str:
    """A plain digest will do: nobody guesses twenty random figures."""
    return hashlib.sha256(f"{user.pk} {figures}".encode()).hexdigest()
