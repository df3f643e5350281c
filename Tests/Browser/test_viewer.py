"""The viewer: planes, crosshair, keys, windows, time, films, phone."""

from accessibility import complaints
from lightbox import shot, until

import pytest


def open_image(page, served, words):
    page.goto(f"{served.address}folders/1?find={words}")
    page.locator("a.tile").first.click()
    page.wait_for_selector("#viewer.live")
    until(page, "document.getElementById('readout').dataset.value !== undefined")
    page.wait_for_load_state("networkidle")
    return page


def reading(page):
    return page.evaluate("({...document.getElementById('readout').dataset})")


def voxel(page):
    return [int(n) for n in reading(page)["voxel"].split()]


def leave(page):
    page.mouse.move(2, 2)


def test_a_click_moves_all_three_planes(page, served):
    open_image(page, served, "head")
    leave(page)
    before = voxel(page)
    sliders = lambda: page.eval_on_selector_all("input.slice", "all => all.map((e) => Number(e.value))")
    start = sliders()
    box = page.locator(".plane[data-plane=axial] canvas").bounding_box()
    page.mouse.click(box["x"] + box["width"] * 0.6, box["y"] + box["height"] * 0.42)
    leave(page)
    after = voxel(page)
    changed = [a != b for a, b in zip(before, after)]
    assert changed.count(True) == 2
    assert [a != b for a, b in zip(start, sliders())].count(True) == 2
    page.wait_for_load_state("networkidle")
    shot(page, "viewer-volume")
    assert complaints(page) == []


def test_keys_move_the_crosshair_and_the_slices(page, served):
    open_image(page, served, "head")
    leave(page)
    canvas = page.locator(".plane[data-plane=axial] canvas")
    canvas.focus()
    x, y, z = (float(n) for n in reading(page)["ras"].split())
    page.keyboard.press("ArrowRight")
    assert float(reading(page)["ras"].split()[0]) < x, "right on the screen is the patient's left"
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("ArrowUp")
    assert float(reading(page)["ras"].split()[1]) > y, "up is the front"
    page.keyboard.press("PageUp")
    page.keyboard.press("PageUp")
    assert float(reading(page)["ras"].split()[2]) > z, "page up goes towards the head"
    page.keyboard.press("End")
    page.keyboard.press("Home")
    assert page.locator(".plane[data-plane=axial] .scroll output").inner_text().split()[0] in ("1", page.locator(".plane[data-plane=axial] .scroll output").inner_text().split()[2])
    page.keyboard.press("?")
    assert page.locator("#help").evaluate("e => e.open")
    page.keyboard.press("Escape")
    until(page, "!document.getElementById('help').open")


def test_the_wheel_scrolls_and_with_ctrl_zooms(page, served):
    open_image(page, served, "head")
    canvas = page.locator(".plane[data-plane=coronal] canvas")
    box = canvas.bounding_box()
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    before = page.locator(".plane[data-plane=coronal] input.slice").input_value()
    page.mouse.wheel(0, 100)
    until(page, f"document.querySelector('.plane[data-plane=coronal] input.slice').value !== '{before}'")
    value = page.locator(".plane[data-plane=coronal] input.slice").input_value()
    page.keyboard.down("Control")
    page.mouse.wheel(0, -300)
    page.keyboard.up("Control")
    assert page.locator(".plane[data-plane=coronal] input.slice").input_value() == value


def test_windows_change_the_picture_and_not_the_value(page, served):
    open_image(page, served, "ct-chest")
    leave(page)
    value = reading(page)["value"]
    pixels = lambda: page.locator(".plane canvas").first.evaluate(
        "c => { const d = c.getContext('2d').getImageData(0, 0, c.width, c.height).data; let s = 0; for (let i = 0; i < d.length; i += 4) s += d[i]; return s; }")
    sums = set()
    for preset in ["Soft tissue", "Lung", "Bone", "full", "auto"]:
        page.select_option("#preset", preset)
        page.wait_for_timeout(150)
        sums.add(pixels())
    assert len(sums) == 5
    page.select_option("#preset", "Lung")
    assert (page.input_value("#center"), page.input_value("#width")) == ("-600", "1500")
    page.wait_for_timeout(150)
    shot(page, "viewer-ct-lung")
    before = pixels()
    page.keyboard.press("i")
    page.wait_for_timeout(150)
    assert pixels() != before
    assert page.locator("#invert").get_attribute("aria-pressed") == "true"
    assert reading(page)["value"] == value


def test_dragging_changes_the_window(page, served):
    open_image(page, served, "ct-chest")
    page.click("#tool-window")
    width = float(page.input_value("#width"))
    box = page.locator(".plane canvas").first.bounding_box()
    page.mouse.move(box["x"] + 80, box["y"] + 80)
    page.mouse.down()
    page.mouse.move(box["x"] + 160, box["y"] + 80, steps=4)
    page.mouse.up()
    assert float(page.input_value("#width")) > width
    assert page.input_value("#preset") == "own"
    page.click("#reset")
    assert page.input_value("#preset") in ("file", "auto")


def test_time_has_a_slider(page, served):
    open_image(page, served, "bold")
    leave(page)
    canvas = page.locator(".plane canvas").first
    canvas.focus()
    values = {reading(page)["value"]}
    for _ in range(6):
        page.keyboard.press(".")
        page.wait_for_load_state("networkidle")
        # While a slice is on its way there is no reading; on a busy machine that lasts.
        page.wait_for_timeout(120)
        until(page, "document.getElementById('readout').dataset.value !== undefined")
        values.add(reading(page)["value"])
    assert page.input_value("#time") == "6"
    assert len(values) > 1
    page.locator("#time").evaluate("e => { e.value = 2; e.dispatchEvent(new Event('input')) }")
    assert page.locator("#time-text").inner_text().startswith("3 /")
    page.wait_for_load_state("networkidle")
    shot(page, "viewer-time")


def test_a_film_zooms_and_pans(page, served):
    open_image(page, served, "png")
    box = page.locator("canvas").bounding_box()
    center = (box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.mouse.move(center[0] + 60, center[1] + 40)
    before = voxel(page)
    for _ in range(4):
        page.mouse.wheel(0, -200)
    page.mouse.move(center[0] + 61, center[1] + 40)
    assert all(abs(a - b) <= 2 for a, b in zip(before, voxel(page))), "the point under the pointer stays"
    shot(page, "viewer-film")
    page.click("#tool-pan")
    page.mouse.move(*center)
    at = voxel(page)
    page.mouse.down()
    page.mouse.move(center[0] - 80, center[1], steps=3)
    page.mouse.up()
    page.mouse.move(*center)
    assert voxel(page)[0] > at[0]
    assert complaints(page) == []


def test_it_fits_a_phone(browser, served):
    context = browser.new_context(viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True)
    page = context.new_page()
    open_image(page, served, "head")
    assert page.locator(".plane:visible").count() == 1
    page.tap("#layout-coronal")
    assert page.locator(".plane:visible").get_attribute("data-plane") == "coronal"
    page.locator(".plane:visible canvas").evaluate("e => e.scrollIntoView({ block: 'center' })")
    box = page.locator(".plane:visible canvas").bounding_box()
    before = voxel(page)
    page.touchscreen.tap(box["x"] + box["width"] * 0.65, box["y"] + box["height"] * 0.4)
    page.wait_for_timeout(150)
    assert voxel(page) != before
    shot(page, "viewer-phone")
    assert complaints(page) == []
    context.close()


def test_the_place_stands_in_the_address(page, served):
    open_image(page, served, "head")
    page.locator(".plane[data-plane=axial] canvas").focus()
    leave(page)
    page.keyboard.press("PageUp")
    at = voxel(page)
    until(page, f"location.search === '?at={','.join(map(str, at))},0'")
    page.reload()
    until(page, "document.getElementById('readout').dataset.value !== undefined")
    assert voxel(page) == at
