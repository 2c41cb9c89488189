// Before each test file: what happy-dom lacks, and tidying up after each test.
import { cleanup, configure } from "@testing-library/react";
import { afterEach } from "vitest";

// How long a test waits for what is to come: long, for machines that build at the same time.
configure({ asyncUtilTimeout: 8000 });

afterEach(() => {
  cleanup();
  window.location.hash = "";
});
