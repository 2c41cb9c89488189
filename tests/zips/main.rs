//! ZIPs: the walk over raw bytes accepts what our writer makes and what honest packers make, and names what contradicts
//! itself; and every ZIP of others that we could get is answered with the verdict that the format promises, without a
//! crash. (Damaged bundles in ZIPs are rows of the tamper matrix.)

mod others;
mod walk;
