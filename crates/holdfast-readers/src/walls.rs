//! What the reader takes from itself for good before the first byte is read: the file system, the network, and
//! whatever else a decoder has no use for.
//!
//! - Landlock (Linux 5.13 and later; more of it on later ones): no path can be opened, made, removed or changed; no TCP
//!   port bound or reached.
//! - seccomp: only the system calls of reading, writing, memory and ending are left; any other fails as not
//!   permitted. It holds where Landlock is absent, and both hold where both are there.
//! - A system without them loses nothing else: the resource limits still hold, and `doctor` says which walls stand.
//!   That is asked by trying: [`tried`] attempts what must not work.

/// What the walls are to close, by name.
pub const WALLS: [&str; 4] = ["reading-files", "writing-files", "network", "processes"];

#[cfg(target_os = "linux")]
mod system {
    use landlock::{ABI, Access, AccessFs, AccessNet, CompatLevel, Compatible, Ruleset, RulesetAttr, Scope};
    use seccompiler::{
        BpfProgram, SeccompAction, SeccompCmpArgLen, SeccompCmpOp, SeccompCondition, SeccompFilter, SeccompRule,
    };
    use std::collections::BTreeMap;

    /// Puts up every wall that this kernel has. Files that are open stay open.
    pub(crate) fn stand() {
        // Each wall stands alone: where one is absent, the other is still put up, and `doctor` tells.
        let _ = landlock();
        let _ = seccomp();
    }

    fn landlock() -> Result<(), landlock::RulesetError> {
        let newest = ABI::V6;
        Ruleset::default()
            .set_compatibility(CompatLevel::BestEffort)
            .handle_access(AccessFs::from_all(newest))?
            .handle_access(AccessNet::from_all(newest))?
            .scope(Scope::from_all(newest))?
            .create()?
            .restrict_self()?;
        Ok(())
    }

    fn seccomp() -> Result<(), Box<dyn std::error::Error>> {
        let mut rules: BTreeMap<i64, Vec<SeccompRule>> = ALLOWED.iter().map(|call| (*call, Vec::new())).collect();
        // A process that ends itself by a signal sends it to itself, and limits are read, not set.
        rules.insert(libc::SYS_tgkill, vec![only(&[(0, u64::from(std::process::id()))])?]);
        rules.insert(libc::SYS_prlimit64, vec![only(&[(0, 0), (2, 0)])?]);
        let refuse = SeccompAction::Errno(libc::EPERM as u32);
        let filter = SeccompFilter::new(rules, refuse, SeccompAction::Allow, std::env::consts::ARCH.try_into()?)?;
        let program: BpfProgram = filter.try_into()?;
        seccompiler::apply_filter(&program)?;
        Ok(())
    }

    /// The rule that these arguments have these values.
    fn only(arguments: &[(u8, u64)]) -> Result<SeccompRule, seccompiler::BackendError> {
        let is = |(place, value): &(u8, u64)| {
            SeccompCondition::new(*place, SeccompCmpArgLen::Qword, SeccompCmpOp::Eq, *value)
        };
        SeccompRule::new(arguments.iter().map(is).collect::<Result<_, _>>()?)
    }

    /// Reading, writing and seeking in what is open; memory; signals of the own process; ending. Nothing here takes a
    /// path or reaches another process.
    const ALLOWED: &[i64] = &[
        libc::SYS_read,
        libc::SYS_readv,
        libc::SYS_pread64,
        libc::SYS_write,
        libc::SYS_writev,
        libc::SYS_lseek,
        libc::SYS_fstat,
        libc::SYS_fcntl,
        libc::SYS_dup,
        libc::SYS_close,
        libc::SYS_mmap,
        libc::SYS_munmap,
        libc::SYS_mremap,
        libc::SYS_mprotect,
        libc::SYS_madvise,
        libc::SYS_brk,
        libc::SYS_futex,
        libc::SYS_sched_yield,
        libc::SYS_sched_getaffinity,
        libc::SYS_clock_gettime,
        libc::SYS_clock_nanosleep,
        libc::SYS_getrandom,
        libc::SYS_getpid,
        libc::SYS_gettid,
        libc::SYS_rt_sigaction,
        libc::SYS_rt_sigprocmask,
        libc::SYS_rt_sigreturn,
        libc::SYS_sigaltstack,
        libc::SYS_exit,
        libc::SYS_exit_group,
        libc::SYS_restart_syscall,
    ];
}

#[cfg(not(target_os = "linux"))]
mod system {
    /// This system has no wall that is built yet; resource limits and the missing paths hold.
    pub(crate) fn stand() {}
}

pub(crate) use system::stand;

/// Tries what must not work, in the order of [`WALLS`]: whether each is closed.
pub(crate) fn tried() -> Vec<(&'static str, bool)> {
    let (root, nothing) = if cfg!(windows) { ("C:\\", "NUL") } else { ("/", "/dev/null") };
    let closed = [
        std::fs::read_dir(root).is_err(),
        std::fs::OpenOptions::new().write(true).open(nothing).is_err(),
        network_is_closed(),
        // There is no such program; but only a process that may start others gets to know that.
        std::process::Command::new("holdfast-reader-tries-a-wall")
            .spawn()
            .is_err_and(|error| error.kind() != std::io::ErrorKind::NotFound),
    ];
    WALLS.into_iter().zip(closed).collect()
}

#[cfg(unix)]
fn network_is_closed() -> bool {
    use rustix::net::{AddressFamily, SocketType, socket};
    socket(AddressFamily::INET, SocketType::STREAM, None).is_err()
}

#[cfg(not(unix))]
fn network_is_closed() -> bool {
    false
}
