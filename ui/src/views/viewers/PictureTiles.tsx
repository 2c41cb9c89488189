// The tiles of a picture in view, over a coarser level of the same.
import { beneathFor, levelCount, levelFor, tilesIn, type Pose, type Size, type Tile } from "./stage";

/** Tiles this far outside the view are asked for already. */
const AHEAD = 400;

interface PictureTilesProps {
  address: (level: number, column: number, row: number) => string;
  size: Size;
  side: number;
  zoom: number;
  pose: Pose;
  margin: { x: number; y: number };
  drawn: Size;
  window: { left: number; top: number; right: number; bottom: number };
  onBroken: () => void;
}

export function PictureTiles({ address, size, side, zoom, pose, margin, drawn, window, onBroken }: PictureTilesProps) {
  const levels = levelCount(size, side);
  const level = levelFor(zoom, globalThis.devicePixelRatio || 1, levels);
  const near = { left: window.left - AHEAD, top: window.top - AHEAD, right: window.right + AHEAD, bottom: window.bottom + AHEAD };
  const beneath = beneathFor(size, level, levels);
  const tiles: Tile[] = [
    ...(beneath > level ? tilesIn(size, side, beneath, zoom, pose, near) : []),
    ...tilesIn(size, side, level, zoom, pose, near),
  ];
  const transform = `rotate(${pose.turn}deg)${pose.mirrored ? " scaleX(-1)" : ""}`;
  return (
    <div className="picture" style={{ left: margin.x, top: margin.y, width: drawn.width, height: drawn.height }}>
      {tiles.map((tile) => (
        <img
          key={`${tile.level}/${tile.column}/${tile.row}`}
          src={address(tile.level, tile.column, tile.row)}
          alt=""
          draggable={false}
          decoding="async"
          style={{ left: tile.left, top: tile.top, width: tile.width, height: tile.height, ...(pose.turn === 0 && !pose.mirrored ? {} : { transform }) }}
          onError={onBroken}
        />
      ))}
    </div>
  );
}
