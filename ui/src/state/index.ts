// What screens share: answers of commands, long work, settings, the route, the search, keeping evidence.
export { useAnswer, type Asked } from "./answer";
export { useDesk, useSettings, setSettings, loadDesk, take } from "./desk";
export { cancelJob, dismissJob, isRunning, jobs, startJob, useJob, type Job } from "./jobs";
export { keepAgain, keepChosenFiles, keepChosenFolder, keepClipboard, keepFiles } from "./keep";
export { currentRoute, go, parseRoute, routeTo, useRoute, type Route, type Screen } from "./route";
export { pointed, showItem } from "./pointed";
export { search, useSearch } from "./search";
export { createStore, type Store } from "./store";
export { chooseVault, ensureVault } from "./vaults";
