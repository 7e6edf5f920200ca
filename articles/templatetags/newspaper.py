"""Dates as the masthead prints them, and dates and records as the desk says them, for the templates."""

from django import template

from articles import desk, history
from articles.text import dates

register = template.Library()

register.filter("weekday", dates.weekday)
register.filter("lunar", dates.lunar)
register.filter("long_date", dates.long_date)
register.filter("moment", desk.moment)
register.filter("age", desk.age)
register.filter("deadline", desk.deadline)
register.filter("is_past", desk.is_past)
register.filter("told", history.told)
