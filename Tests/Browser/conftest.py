import os

import pytest
from lightbox import ARGUMENTS, CHROMIUM, phantoms, serving
from playwright.sync_api import sync_playwright


@pytest.fixture(scope="session")
def browser():
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def served(tmp_path_factory, browser):
    folder = tmp_path_factory.mktemp("phantoms")
    phantoms(folder)
    with serving(folder) as server:
        page = browser.new_page()
        for _ in range(300):
            text = server.get("/folders")
            if "Being read" not in text and "Waiting" not in text:
                break
            page.wait_for_timeout(200)
        page.close()
        yield server


@pytest.fixture
def page(browser):
    context = browser.new_context(viewport={"width": 1280, "height": 860})
    page = context.new_page()
    errors = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    # What the browser itself complains of, such as a script that the policy refused.
    page.on("console", lambda message: errors.append(message.text) if message.type == "error" and "404" not in message.text else None)
    yield page
    context.close()
    assert errors == []
