"""Taking a step of the review as staff do: the button on the story, the page that asks, the button there; or in the list."""

from typing import Any

from articles.models import Article


def agree(client: Any, asked: Any, opinion: str = "", **beside: str) -> Any:
    """The page that asks (`asked`, where the story's button led) answered with an opinion."""
    assert asked.template_name == "admin/articles/article/step.html", asked.redirect_chain
    form = asked.context["form"].initial | {"opinion": opinion} | beside
    return client.post(asked.redirect_chain[-1][0], form, follow=True)


def chosen(action: str, *stories: Article) -> dict[str, Any]:
    """An act on stories of the list, with what the list showed of each."""
    data: dict[str, Any] = {"action": action, "_selected_action": [story.pk for story in stories]}
    for story in stories:
        data |= {f"seen_{story.pk}": story.version, f"state_{story.pk}": story.state}
    return data
