"""Coming in: how often somebody may try, what a password must be, the second step. Written down by `record` alone."""

from articles.accounts.places import Place, place_of
from articles.accounts.record import note
from articles.accounts.throttling import Attempt, TooManyTries

__all__ = ["Attempt", "Place", "TooManyTries", "note", "place_of"]
