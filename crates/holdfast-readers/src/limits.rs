//! The limits which the reader sets for itself before it reads the first byte of a stranger's file.
//!
//! Address space and processor time as the job's budget says (a picture of 1,080 × 60,000 with alpha takes 260 MB), no
//! file may grow, few open files, no other process, no core dump. The system enforces them, so a decoder that goes
//! wild is ended from outside itself. Where the system lacks a limit (macOS ignores address space), the decoder's own
//! limits on width, height and memory still hold.

/// Highest number of open files: the three standard ones, a copy of the input, a font, and room for the runtime.
#[cfg(unix)]
const OPEN_FILES: u64 = 16;

#[cfg(unix)]
mod system {
    use super::OPEN_FILES;
    use crate::job::Budget;
    use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};

    fn table(budget: Budget) -> [(&'static str, Resource, u64); 6] {
        [
            ("processor_seconds", Resource::Cpu, budget.processor_seconds),
            ("file_size_bytes", Resource::Fsize, 0),
            ("core_bytes", Resource::Core, 0),
            ("open_files", Resource::Nofile, OPEN_FILES),
            ("processes", Resource::Nproc, 0),
            ("address_space_bytes", Resource::As, budget.address_space_bytes),
        ]
    }

    /// Sets every limit, soft and hard; a lower one that already holds stays. The name of the refused one on error.
    pub(crate) fn set(budget: Budget) -> Result<(), &'static str> {
        // If the parent dies, nobody waits for this answer any more.
        #[cfg(target_os = "linux")]
        rustix::process::set_parent_process_death_signal(Some(rustix::process::Signal::KILL))
            .map_err(|_| "parent_death")?;
        for (name, resource, wanted) in table(budget) {
            let hard = getrlimit(resource).maximum.unwrap_or(u64::MAX);
            // At the soft limit of processor time comes SIGXCPU, which tells its reason; at the hard one SIGKILL.
            let room = u64::from(name == "processor_seconds");
            let set = setrlimit(
                resource,
                Rlimit { current: Some(wanted.min(hard)), maximum: Some((wanted + room).min(hard)) },
            );
            let may_lack = cfg!(target_vendor = "apple") && name == "address_space_bytes";
            if set.is_err() && !may_lack {
                return Err(name);
            }
        }
        Ok(())
    }

    /// The limits as the system reports them now; `None` is unlimited.
    pub(crate) fn read(budget: Budget) -> Vec<(&'static str, Option<u64>)> {
        table(budget).iter().map(|(name, resource, _)| (*name, getrlimit(*resource).current)).collect()
    }
}

#[cfg(not(unix))]
mod system {
    use crate::job::Budget;

    /// This system has no such limits for a process to set on itself; the decoder's own limits and the parent's
    /// time limit hold.
    pub(crate) fn set(_budget: Budget) -> Result<(), &'static str> {
        Ok(())
    }

    pub(crate) fn read(_budget: Budget) -> Vec<(&'static str, Option<u64>)> {
        Vec::new()
    }
}

pub(crate) use system::{read, set};
