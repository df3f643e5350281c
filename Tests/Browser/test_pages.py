"""Search, datasets, log, lists, gallery."""

import re

from accessibility import complaints, tab_stops
from lightbox import shot, until

import pytest


@pytest.mark.parametrize("size", [(1280, 900), (390, 844)])
@pytest.mark.parametrize("path", ["/", "/?q=brain&access=open", "/dataset/lidc-idri", "/dataset/chexpert", "/log", "/lists", "/folders", "/folders/1"])
def test_a_page_is_accessible_on_a_desk_and_a_phone(browser, served, path, size):
    context = browser.new_context(viewport={"width": size[0], "height": size[1]})
    page = context.new_page()
    page.goto(served.address.rstrip("/") + path)
    page.wait_for_load_state("networkidle")
    shot(page, f"page{re.sub('[^a-z0-9]+', '-', path)}-{size[0]}")
    assert complaints(page) == []
    stops = tab_stops(page, 6)
    assert stops[0]["text"] == "Skip to the content"
    assert all(stop["isSeen"] for stop in stops), stops
    context.close()


def test_search_finds_as_one_types(page, served):
    page.goto(served.address)
    before = page.locator(".hit").count()
    assert before > 1
    page.locator("#q").press_sequentially("lidc")
    until(page, "document.querySelector('.hit h3')?.textContent.includes('Lung Image Database')")
    assert "q=lidc" in page.url
    assert page.evaluate("document.activeElement.id") == "q"
    page.locator("#q").fill("")
    until(page, f"document.querySelectorAll('.hit').length === {before}")


def test_a_facet_narrows_and_is_taken_off_again(page, served):
    page.goto(served.address)
    facet = page.locator("#facet-access-open")
    count = int(re.sub("[^0-9]", "", facet.locator(".count").inner_text()))
    facet.click()
    page.wait_for_selector("#facet-access-open[aria-current]")
    assert "access=open" in page.url
    assert str(count) in page.locator(".results-head h2").inner_text()
    page.go_back()
    page.wait_for_selector("#facet-access-open:not([aria-current])")
    assert "access=open" not in page.url


def test_all_of_it_works_without_a_script(browser, served):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(served.address)
    page.fill("#q", "lidc")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert "q=lidc" in page.url
    assert "Lung Image Database" in page.locator(".hit h3").first.inner_text()
    with page.expect_navigation():
        page.locator(".facets a").first.click()
    assert "q=lidc" in page.url and page.locator(".facets a[aria-current]").count() == 1
    page.goto(served.address + "folders/1")
    with page.expect_navigation():
        page.locator("a.tile").first.click()
    image = page.locator(".stage img").first
    assert image.get_attribute("alt")
    assert image.evaluate("e => e.complete && e.naturalWidth > 0")
    context.close()


def test_a_dataset_page_says_how_to_get_it_and_who_says_so(page, served):
    page.goto(served.address + "dataset/lidc-idri")
    text = page.locator("main").inner_text()
    for heading in ["How to get it", "What it holds", "Sources", "Correct this card"]:
        assert heading in text
    page.locator("sup a").first.click()
    assert page.evaluate("document.querySelector(':target')?.closest('.sources') !== null")


def test_what_is_not_there_says_so(page, served):
    for path in ["dataset/nothing", "view/s999999", "folders/99", "lists/none", "nowhere"]:
        reply = page.goto(served.address + path)
        assert reply.status == 404
        assert page.locator("h1").inner_text() == "Not here"


def test_the_gallery_shows_pictures_and_leads_to_them(page, served):
    page.goto(served.address + "folders/1")
    until(page, "[...document.querySelectorAll('.tile-image img')].slice(0, 4).every((i) => i.complete && i.naturalWidth > 0)")
    shot(page, "gallery")
    page.locator("a.tile").first.click()
    page.wait_for_selector("#viewer.live")


def test_nothing_is_asked_of_other_machines(page, served):
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    for path in ["", "dataset/lidc-idri", "folders/1"]:
        page.goto(served.address + path)
        page.wait_for_load_state("networkidle")
    assert all(url.startswith(served.address) or url.startswith("blob:") for url in asked), asked
