//! The command line, run in process: what is printed where, in which form, and with which exit status.

mod command_line {
    mod bundles;
    mod desk;
    mod disputes;
    mod items;
    mod usage;
    mod vaults;
}
