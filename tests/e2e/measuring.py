"""What a reader sees, measured in the browser. Each function takes a page and gives plain values."""

from __future__ import annotations

from itertools import pairwise

from playwright.sync_api import Page

CARDS = """() => [...document.querySelectorAll('.card, .lead')].map(card => {
    const box = card.getBoundingClientRect();
    return {title: card.querySelector('.card__title').textContent.replace(/\\s+/g, ''),
            left: box.left, right: box.right, top: box.top, bottom: box.bottom};
})"""

BARS = """() => [...document.querySelectorAll('.block')].map(block => {
    const bar = block.querySelector('.bar');
    const boxes = [...block.querySelectorAll('.card, .lead')].map(card => card.getBoundingClientRect());
    const box = bar && bar.getBoundingClientRect();
    return {name: bar ? bar.querySelector('.bar__name').textContent : '',
            bar: box && [box.left, box.right],
            stories: [Math.min(...boxes.map(b => b.left)), Math.max(...boxes.map(b => b.right))],
            rule: parseFloat(getComputedStyle(block).borderTopWidth)};
})"""

#: Strips whose cells leave an edge of them empty.
HOLES = """() => [...document.querySelectorAll('.strip')].filter(strip => {
    const cells = [...strip.children].map(cell => cell.getBoundingClientRect());
    const box = strip.getBoundingClientRect();
    return Math.abs(Math.min(...cells.map(b => b.left)) - box.left) > 1
        || Math.abs(Math.max(...cells.map(b => b.right)) - box.right) > 1;
}).map(strip => strip.className)"""

#: Han characters on the last row of each paragraph that takes more than one.
LAST_ROWS = """selector => [...document.querySelectorAll(selector)].flatMap(paragraph => {
    const range = document.createRange(), rows = [];
    const walker = document.createTreeWalker(paragraph, NodeFilter.SHOW_TEXT);
    for (let node; node = walker.nextNode();) {
        for (let at = 0; at < node.length; at++) {
            range.setStart(node, at); range.setEnd(node, at + 1);
            const box = range.getBoundingClientRect();
            if (!box.width) continue;
            const last = rows.at(-1);
            const same = last && Math.abs(last.bottom - box.bottom) < 8 && box.left >= last.left;
            if (same) { last.text += node.data[at]; last.left = box.left; }
            else rows.push({bottom: box.bottom, left: box.left, text: node.data[at]});
        }
    }
    return rows.length > 1 ? [rows.at(-1).text] : [];
})"""

#: Texts that do not stand on one row each.
BROKEN = """selector => [...document.querySelectorAll(selector)].filter(element => {
    const range = document.createRange(), rows = new Set();
    const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
    for (let node; node = walker.nextNode();) {
        range.selectNodeContents(node);
        for (const box of range.getClientRects()) if (box.width) rows.add(Math.round(box.bottom / 8));
    }
    return rows.size > 1;
}).map(element => element.textContent)"""

#: What a finger of 44 px in the middle of a link, button or field would miss. Links inside running text are exempt.
SMALL = """() => [...document.querySelectorAll('a, button, summary, input')].filter(element => {
    if (!element.checkVisibility() || element.closest('.skip, .hidden, .story__text p')) return false;
    element.scrollIntoView({block: 'center'});
    const box = element.getBoundingClientRect();
    const x = box.left + Math.min(box.width / 2, 20), y = (box.top + box.bottom) / 2;
    return [-21, 0, 21].some(move => {
        const hit = document.elementFromPoint(x, y + move);
        return !hit || !(element.contains(hit) || hit.contains(element) && hit.closest('a, summary'));
    });
}).map(element => `${element.textContent.trim()} ${Math.round(element.getBoundingClientRect().height)}`)"""


def cards(page: Page) -> list[dict]:
    """Stories in the order of the document: title and box."""
    return page.evaluate(CARDS)


def jumps(page: Page) -> list[str]:
    """Stories that stand neither below nor right of the one before them."""
    found = cards(page)
    return [
        later["title"]
        for earlier, later in pairwise(found)
        if later["top"] < earlier["bottom"] - 1 and later["left"] < earlier["right"] - 1
    ]


def bars(page: Page) -> list[dict]:
    """The sections: name, extent of the bar and of the stories, the rule above."""
    return page.evaluate(BARS)


def holes(page: Page) -> list[str]:
    """Strips of a page that are not filled from edge to edge."""
    return page.evaluate(HOLES)


def last_rows(page: Page, selector: str) -> list[str]:
    return page.evaluate(LAST_ROWS, selector)


def broken(page: Page, selector: str) -> list[str]:
    return page.evaluate(BROKEN, selector)


def too_small(page: Page) -> list[str]:
    return page.evaluate(SMALL)
