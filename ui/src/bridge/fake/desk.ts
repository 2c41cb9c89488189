// Settings, vaults, key, licences and what only the shell does, invented: dialogs answer as if a person had chosen.
import type { DeskState, VaultCopied } from "../types/contract";
import { deskState, failure, pause, USUAL_VAULT, type Handlers, type World } from "./world";

async function steps(world: World, tell: (event: never) => void, job: number): Promise<void> {
  const say = tell as (event: unknown) => void;
  for (let step = 1; step <= 20; step += 1) {
    if (world.cancelled.has(job)) throw failure("cancelled");
    if (world.options.delay !== 0) await pause(120);
    say({ kind: "progress", items_done: step * 3, items_total: 60, bytes_done: step * 3_400_000, bytes_total: 68_000_000 });
  }
}

const counts = { items: 14, objects: 61, entries: 57, size_bytes: 68_000_000 };

function chosen(world: World, path: string, sample: boolean): DeskState {
  world.vault = { ...world.vault, path, name: path.split("/").at(-1) ?? path, sample, state: "open", failure: null };
  if (!world.vaults.includes(path)) world.vaults = [...world.vaults, path];
  world.changedNouns("vault", "item", "dispute", "settings");
  return deskState(world);
}

const list = (world: World) => ({
  current: world.vault.path,
  vaults: world.vaults.map((path) => ({ path, name: path.split("/").at(-1) ?? path, state: path.startsWith("/media") ? "absent" : "open", sample: path.endsWith("sample") })),
});

export const deskHandlers: Handlers = {
  desk_show: (_question, world) => deskState(world),
  settings_set: (change, world) => {
    world.settings = { ...world.settings, ...change };
    world.changedNouns("settings");
    return world.settings;
  },
  vault_list: (_question, world) => list(world),
  vault_choose: ({ path }, world) => {
    if (path.startsWith("/media")) throw failure("not-a-vault", "user", { path });
    return chosen(world, path, path.endsWith("sample"));
  },
  vault_forget: ({ path }, world) => {
    world.vaults = world.vaults.filter((one) => one !== path);
    return list(world);
  },
  vault_create: ({ path }, world) => chosen(world, path, false),
  sample_open: (_question, world) => chosen(world, USUAL_VAULT.replace("/vault", "/sample"), true),
  sample_discard: (_question, world) => {
    world.vaults = world.vaults.filter((one) => !one.endsWith("/sample"));
    return chosen(world, USUAL_VAULT, false);
  },
  vault_info: (_question, world) => ({
    vault: {
      path: world.vault.path, id: world.vault.id ?? "", epoch: 1, fingerprint: "SHA256:q2Jx7rVb0kTnW8cM5yZ1uHd4LfPgE9aSs6oXiBtRwKe",
      created_at: "2026-10-30T07:50:00Z", items: world.count, disputes: world.disputes.length, entries: 57, size_bytes: 68_412_908,
      checked: world.vault.checked, writable: true, advice: [],
    },
  }),
  vault_check: async (_question, world, tell, job) => {
    await steps(world, tell, job);
    const whole = world.vault.state === "open";
    world.vault = { ...world.vault, checked: { at: new Date().toISOString(), result: whole ? "whole" : "damaged" } };
    world.changedNouns("vault");
    return { whole, counts, findings: whole ? [] : [{ code: "object-mismatch", level: "error", path: "objects/9f/2c41d7", detail: "digest differs" }] };
  },
  vault_salvage: async (_question, world, tell, job) => {
    await steps(world, tell, job);
    return { salvaged: { path: world.vault.path, id: world.vault.id ?? "", items: 14, disputes: 3, unplaced: 0, damaged: [], old_database: "vault.db.damaged" } };
  },
  vault_copy: async ({ to }, world, tell, job): Promise<VaultCopied> => {
    await steps(world, tell, job);
    return { path: to, check: { whole: true, counts, findings: [] } };
  },
  vault_move: async ({ to, erase_old }, world, tell, job) => {
    await steps(world, tell, job);
    chosen(world, to, false);
    return { path: to, check: { whole: true, counts, findings: [] }, erased: erase_old, failure: null };
  },
  vault_key_show: () => ({ key: { fingerprint: "SHA256:q2Jx7rVb0kTnW8cM5yZ1uHd4LfPgE9aSs6oXiBtRwKe", public_key: "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIFakeFakeFakeFakeFakeFakeFakeFakeFakeFakeFake" } }),
  vault_key_copy: ({ to }) => ({ path: to, fingerprint: "SHA256:q2Jx7rVb0kTnW8cM5yZ1uHd4LfPgE9aSs6oXiBtRwKe" }),
  job_cancel: ({ job }, world) => {
    world.cancelled.add(job);
    return null;
  },
  licences_show: () => ({
    packages: [
      { name: "lucide", version: "1.75.0", from: "npm", licence: "ISC", text_ids: ["isc"] },
      { name: "react", version: "19.3.1", from: "npm", licence: "MIT", text_ids: ["mit"] },
      { name: "rusqlite", version: "0.37.0", from: "rust", licence: "MIT", text_ids: ["mit"] },
      { name: "tauri", version: "2.12.5", from: "rust", licence: "Apache-2.0 OR MIT", text_ids: ["apache-2.0", "mit"] },
      { name: "tiny", version: "0.1.0", from: "rust", licence: "0BSD", text_ids: [] },
    ],
    texts: {
      mit: "Permission is hereby granted, free of charge, …",
      "apache-2.0": "Apache License, Version 2.0, January 2004 …",
      isc: "Permission to use, copy, modify, and/or distribute this software …",
    },
  }),
  dialog_files: () => ["/home/lin/图片/K2 新截图.png", "/home/lin/图片/again.png", "/home/lin/图片/unreadable.png"],
  dialog_folder: () => "/home/lin/holdfast-copy",
  dialog_open_bundle: () => "/home/lin/K2 保价未兑现-7f3a.zip",
  dialog_save: ({ file_name }) => `/home/lin/${file_name}`,
  place_show: () => null,
  text_copy: () => null,
  part_open: () => null,
  media_open: () => ({ url: "", viewing: 1 }),
  media_close: () => null,
  open_at_login_set: ({ open_at_login }, world) => {
    world.settings = { ...world.settings, open_at_login };
    return { open_at_login };
  },
  notify: () => null,
  window_painted: () => null,
  window_close: () => null,
  window_title_set: () => null,
};
