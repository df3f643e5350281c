"""The orientation phantom, the right way round in each of its poses and in both formats.

The truth is written down here a second time, from the phantom's documentation and not from its code.
"""

import re

from lightbox import phantoms, serving, shot, until

CENTER = (3, -5, 7)
BLOCKS = [((-6.2, 0, 0), 1000), ((6.2, 0, 0), 2000), ((0, 8.3, 0), 3000), ((0, -8.3, 0), 4000), ((0, 0, 9.4), 5000), ((0, 0, -9.4), 6000)]
HALF = (2.23, 2.41, 2.57)
LETTERS = {"axial": ["R", "L", "A", "P"], "coronal": ["R", "L", "S", "I"], "sagittal": ["A", "P", "S", "I"]}
SIGN = {"R": (0, 1), "L": (0, -1), "A": (1, 1), "P": (1, -1), "S": (2, 1), "I": (2, -1)}


def truth(position):
    p = [a - b for a, b in zip(position, CENTER)]
    for middle, value in BLOCKS:
        if all(abs(a - b) < h for a, b, h in zip(p, middle, HALF)):
            return value
    return round(400 + 7 * p[0] + 3 * p[1] + 5 * p[2])


def items(server):
    found, number = [], 1
    while True:
        text = server.get(f"/folders/1?page={number}")
        new = re.findall(r'href="/view/([^"]+)"', text)
        if not new:
            return found
        found += new
        number += 1


def check(page, server, item):
    page.goto(f"{server.address}view/{item}")
    until(page, "[...document.querySelectorAll('.stage-message')].every((e) => !e.textContent) && document.getElementById('viewer').dataset.ready === 'first'")
    page.wait_for_load_state("networkidle")
    read = 0
    for plane, letters in LETTERS.items():
        section = page.locator(f".plane[data-plane={plane}]")
        shown = [section.locator(f".letter.{edge}").inner_text() for edge in ("left", "right", "top", "bottom")]
        assert shown == letters, (item, plane, shown)
        box = section.locator("canvas").bounding_box()
        middle = (box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
        span = min(box["width"], box["height"])
        # Towards each letter, and askew, the value under the cursor must be the one of that place in the patient.
        for dx, dy, letter in [(-0.3, 0, letters[0]), (0.3, 0, letters[1]), (0, -0.3, letters[2]), (0, 0.3, letters[3]), (0.11, -0.17, None), (-0.21, 0.13, None)]:
            page.mouse.move(middle[0] + dx * span, middle[1] + dy * span)
            until(page, f"document.getElementById('readout').dataset.ras !== undefined")
            data = page.evaluate("({...document.getElementById('readout').dataset})")
            position = [float(n) for n in data["ras"].split()]
            value = float(data["value"])
            assert value == truth(position), (item, plane, letter, position, value, truth(position))
            if letter:
                axis, sign = SIGN[letter]
                assert (position[axis] - CENTER[axis]) * sign > 0, (item, plane, letter, position)
            read += 1
    return read


def test_every_pose_is_the_right_way_round(browser, tmp_path):
    phantoms(tmp_path / "poses", "--orientations")
    with serving(tmp_path / "poses") as server:
        context = browser.new_context(viewport={"width": 1200, "height": 800})
        page = context.new_page()
        for _ in range(300):
            if "Being read" not in server.get("/folders") and "Waiting" not in server.get("/folders"):
                break
            page.wait_for_timeout(200)
        found = items(server)
        assert len(found) == 100, f"{len(found)} of 100 poses"
        read = sum(check(page, server, item) for item in found)
        shot(page, "orientation")
        print(f"{len(found)} images, {read} readings")
        context.close()
