"""Measures of what fingers have to hit, taken in the page."""

from playwright.sync_api import Page

# The product promises 44 px. A link within text needs the 24 of WCAG 2.2 (2.5.8), and
# is as high as its line.
_TOO_SMALL = """() => {
  const visible = element => element.type !== 'hidden' && element.checkVisibility()
    && !element.closest('.sr-only, .skip');
  const measure = element => {
    const place = element.matches('[type=checkbox], [type=radio]')
      ? element.closest('.check, .segment') : element;
    const {width, height} = place.getBoundingClientRect();
    const style = getComputedStyle(element);
    const within_text = element.matches('a')
      && (style.display === 'inline' || element.closest('[data-error-summary]'));
    return within_text
      ? {needed: 24, width, height: Math.max(height, parseFloat(style.lineHeight))}
      : {needed: 44, width, height};
  };
  return [...document.querySelectorAll('a, button, input, select, textarea')]
    .filter(visible)
    .map(element => ({...measure(element), what: element.outerHTML.slice(0, 120)}))
    .filter(({needed, width, height}) => Math.min(width, height) < needed - 0.5);
}"""
_TOO_WIDE = """() => [...document.querySelectorAll('body *')]
  .filter(element => element.getBoundingClientRect().right > innerWidth + 1
    && element.checkVisibility() && !element.closest('.sr-only'))
  .map(element => element.outerHTML.slice(0, 120))"""
_COVERED = """element => {
  const dock = [...document.querySelectorAll('.dock')]
    .find(each => getComputedStyle(each).position === 'sticky');
  if (!dock || dock.contains(element)) return false;
  const [box, bar] = [element.getBoundingClientRect(), dock.getBoundingClientRect()];
  return box.bottom > bar.top && box.top < bar.bottom;
}"""


def too_small(page: Page) -> list[object]:
    """List the controls that are hard to hit."""
    return page.evaluate(_TOO_SMALL)


def too_wide(page: Page) -> list[str]:
    """List what makes the page scroll sideways; empty when it does not."""
    scrolls = page.evaluate(
        "document.documentElement.scrollWidth > document.documentElement.clientWidth"
    )
    return (page.evaluate(_TOO_WIDE) or ["something"]) if scrolls else []


def is_covered(page: Page) -> bool:
    """Tell whether the docked bar lies over what has the focus."""
    return bool(page.evaluate(f"({_COVERED})(document.activeElement)"))
