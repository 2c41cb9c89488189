import { describe, expect, it } from "vitest";
import { beneathFor, bounded, fitFirst, fitWhole, fitWidth, levelCount, levelFor, scrollAfterZoom, tilesIn, turned, turnedOn, zoomStep } from "./stage";

const view = { width: 1000, height: 800 };
const upright = { turn: 0, mirrored: false } as const;
const page = { width: 1280, height: 60_000 };

describe("a picture's stage", () => {
  it("begins with a long page by its width and with anything else whole", () => {
    expect(fitFirst(page, view)).toBeCloseTo(1000 / 1280);
    expect(fitFirst({ width: 4000, height: 3000 }, view)).toBeCloseTo(0.25);
    expect(fitFirst({ width: 100, height: 80 }, view), "a small picture is not blown up").toBe(1);
    expect(fitWhole(page, view)).toBeCloseTo(800 / 60_000);
    expect(fitWidth(page, view)).toBeCloseTo(1000 / 1280);
  });

  it("draws a picture 60,000 pixels tall with only the tiles in view", () => {
    const levels = levelCount(page, 512);
    const zoom = fitWidth(page, view);
    const level = levelFor(zoom, 1, levels);
    const tiles = tilesIn(page, 512, level, zoom, upright, { left: 0, top: 20_000, right: 1000, bottom: 20_800 });
    expect(level).toBe(0);
    expect(tiles.length, "three columns, at most four rows").toBeLessThanOrEqual(12);
    expect(Math.min(...tiles.map((tile) => tile.top))).toBeLessThanOrEqual(20_000);
    expect(Math.max(...tiles.map((tile) => tile.top + tile.height))).toBeGreaterThanOrEqual(20_800);
  });

  it("never shows a level coarser than the screen", () => {
    expect(levelFor(1, 1, 8)).toBe(0);
    expect(levelFor(0.5, 1, 8)).toBe(1);
    expect(levelFor(0.3, 1, 8)).toBe(1);
    expect(levelFor(0.5, 2, 8), "a dense screen wants the full size").toBe(0);
    expect(levelFor(0.001, 1, 8), "no level past the last").toBe(7);
  });

  it("keeps one coarse level beneath for most zooms, and one that still shows something", () => {
    expect([0, 1].map((level) => beneathFor(page, level, 8)), "160 pixels wide").toEqual([3, 3]);
    expect(beneathFor(page, 7, 8), "no level past the last").toBe(7);
    expect(beneathFor({ width: 320, height: 240 }, 0, 1)).toBe(0);
  });

  it("lays tiles edge to edge at any zoom, so that no seam shows", () => {
    const tiles = tilesIn({ width: 3000, height: 2000 }, 512, 0, 0.337, upright, { left: 0, top: 0, right: 2000, bottom: 2000 });
    for (const tile of tiles.filter((each) => each.column > 0)) {
      const before = tiles.find((each) => each.row === tile.row && each.column === tile.column - 1);
      expect((before?.left ?? 0) + (before?.width ?? 0), `left edge of ${tile.column}`).toBe(tile.left);
    }
  });

  it("turns for viewing alone: the same tiles, elsewhere", () => {
    expect(turned({ width: 3, height: 5 }, 90)).toEqual({ width: 5, height: 3 });
    expect([0, 90, 180, 270].map((turn) => turnedOn(turn as 0 | 90 | 180 | 270))).toEqual([90, 180, 270, 0]);
    const size = { width: 1000, height: 500 };
    const all = { left: 0, top: 0, right: 2000, bottom: 2000 };
    for (const turn of [0, 90, 180, 270] as const) {
      const box = turned(size, turn);
      const tiles = tilesIn(size, 512, 0, 1, { turn, mirrored: false }, all);
      expect(tiles.length, `turn ${turn}`).toBe(2);
      for (const tile of tiles) {
        const middle = { x: tile.left + tile.width / 2, y: tile.top + tile.height / 2 };
        expect(middle.x > 0 && middle.x < box.width && middle.y > 0 && middle.y < box.height, `turn ${turn}`).toBe(true);
      }
    }
    const top = tilesIn(size, 512, 0, 1, { turn: 90, mirrored: false }, { left: 0, top: 0, right: 500, bottom: 400 });
    expect(top.map((tile) => tile.column), "turned right, the left tile lies on top").toEqual([0]);
  });

  it("shows a mirrored picture mirrored before it is turned", () => {
    const size = { width: 1000, height: 500 };
    const [tile] = tilesIn(size, 512, 0, 1, { turn: 0, mirrored: true }, { left: 600, top: 0, right: 1000, bottom: 100 });
    expect(tile?.column, "the stored left lies on the right").toBe(0);
    const turnedToo = tilesIn(size, 512, 0, 1, { turn: 90, mirrored: true }, { left: 0, top: 600, right: 500, bottom: 1000 });
    expect(turnedToo.map((each) => each.column), "and then at the foot").toEqual([0]);
  });

  it("keeps what is under the pointer there when zooming", () => {
    const scroll = scrollAfterZoom(1000, 200, { before: 0, after: 0 }, 2);
    expect(scroll + 200, "the point at 1200 lies at 2400 now").toBe(2400);
  });

  it("steps through round zooms and stops at both ends", () => {
    expect(zoomStep(0.78, 1)).toBe(0.8);
    expect(zoomStep(1, -1)).toBe(0.8);
    expect(zoomStep(8, 1)).toBe(8);
    expect(bounded(100)).toBe(8);
  });
});
