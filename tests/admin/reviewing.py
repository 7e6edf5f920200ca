"""Taking a step of the review as staff do: the button on the story, the page that asks, the button there."""

from typing import Any


def agree(client: Any, asked: Any, opinion: str = "", **beside: str) -> Any:
    """The page that asks (`asked`, where the story's button led) answered with an opinion."""
    assert asked.template_name == "admin/articles/article/step.html", asked.redirect_chain
    form = asked.context["form"].initial | {"opinion": opinion} | beside
    return client.post(asked.redirect_chain[-1][0], form, follow=True)
