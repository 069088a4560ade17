//! What a child process gives up before it looks at a byte of someone else's.
//!
//! The parsing child keeps only the files that were handed to it: Landlock takes the filesystem away, a seccomp
//! allow-list takes away every system call that parsing does not need (so there is nothing to open, connect or run
//! with), and resource limits bound what it can use up. A call outside the list fails with `EPERM` rather than killing
//! the child: a library that asks for more than it needs still reads the document.
//!
//! Where the system lacks one of these, the rest is applied all the same and [`Isolation::Reduced`] says what is
//! missing.

use crate::Limits;
use rustix::process::{Resource, Rlimit, setrlimit};
use std::fs::File;
use std::io;
use std::net::{TcpListener, UdpSocket};
use std::os::unix::net::UnixDatagram;

/// How far the parsing child is kept from the rest of the machine.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Isolation {
    /// No filesystem, no network, no other program; memory, processor time and files limited.
    Full,
    /// Something of that is missing on this system: what.
    Reduced(String),
}

/// Gives up everything that parsing does not need, for good. Only the calling thread may exist yet.
pub(crate) fn enter_parsing(limits: &Limits) -> Isolation {
    allow_processor_time(limits);
    let limited = limit_resources(limits).map_err(|error| format!("resource limits: {error}"));
    let system = system::enter_parsing();
    let mut missing: Vec<String> = [limited, system].into_iter().filter_map(Result::err).collect();
    if missing.is_empty() {
        missing = still_possible().into_iter().map(|what| format!("a parsing process can still {what}")).collect();
    }
    if missing.is_empty() { Isolation::Full } else { Isolation::Reduced(missing.join("; ")) }
}

/// What the calling process could do to the rest of the machine, tried out; nothing is read, sent or left behind.
fn still_possible() -> Vec<&'static str> {
    let attempts: [(&str, bool); 5] = [
        ("list folders", std::fs::read_dir("/").is_ok()),
        (
            "open files",
            std::env::current_exe().is_ok_and(|own| File::open(own).is_ok()) || File::open("/dev/null").is_ok(),
        ),
        ("use the network", UdpSocket::bind("127.0.0.1:0").is_ok() || TcpListener::bind("127.0.0.1:0").is_ok()),
        ("reach local services", UnixDatagram::unbound().is_ok()),
        ("start threads and programs", std::thread::Builder::new().spawn(|| ()).is_ok()),
    ];
    attempts.into_iter().filter(|(_, is_possible)| *is_possible).map(|(what, _)| what).collect()
}

/// Gives up the network and all files but the system's programs, which stay readable, before another program is run.
pub(crate) fn enter_launching(limits: &Limits) -> io::Result<()> {
    limit_memory(limits)?;
    limit(Resource::Core, 0)?;
    limit(Resource::Cpu, 2 * limits.document_time.as_secs().max(1))?;
    // Reduced isolation was reported when the parsing child started, for the same reasons.
    let _ = system::enter_launching();
    Ok(())
}

/// Allows the calling process another document's worth of processor time; a backstop for when no parent is left to
/// watch the wall clock.
pub(crate) fn allow_processor_time(limits: &Limits) {
    let used = rustix::time::clock_gettime(rustix::time::ClockId::ProcessCPUTime).tv_sec.unsigned_abs();
    let allowed = used + 2 * limits.document_time.as_secs().max(1);
    let hard = rustix::process::getrlimit(Resource::Cpu).maximum;
    // A hard limit set by the user's shell may be lower; then that one holds.
    let _ = setrlimit(
        Resource::Cpu,
        Rlimit { current: Some(hard.map_or(allowed, |hard| hard.min(allowed))), maximum: hard },
    );
}

/// Open files a parsing child can need: its standard three, its socket, the input, and a few to spare.
const N_OPEN_FILES: u64 = 16;

fn limit_resources(limits: &Limits) -> io::Result<()> {
    limit_memory(limits)?;
    limit(Resource::Core, 0)?;
    limit(Resource::Fsize, 0)?;
    limit(Resource::Nofile, N_OPEN_FILES)
}

/// On Linux `RLIMIT_DATA` counts what the process allocates and leaves out the program itself, which may be large.
fn limit_memory(limits: &Limits) -> io::Result<()> {
    let resource = if cfg!(target_os = "linux") { Resource::Data } else { Resource::As };
    limit(resource, limits.memory_bytes)
}

fn limit(resource: Resource, most: u64) -> io::Result<()> {
    let hard = rustix::process::getrlimit(resource).maximum;
    let most = Some(hard.map_or(most, |hard| hard.min(most)));
    Ok(setrlimit(resource, Rlimit { current: most, maximum: most })?)
}

#[cfg(not(target_os = "linux"))]
mod system {
    const MISSING: &str = "this system has neither Landlock nor seccomp";

    pub(super) fn enter_parsing() -> Result<(), String> {
        Err(MISSING.to_owned())
    }

    pub(super) fn enter_launching() -> Result<(), String> {
        Err(MISSING.to_owned())
    }
}

#[cfg(target_os = "linux")]
mod system {
    use landlock::{
        ABI, Access, AccessFs, AccessNet, CompatLevel, Compatible, Ruleset, RulesetAttr, RulesetCreatedAttr,
        RulesetError, RulesetStatus, Scope, path_beneath_rules,
    };
    use seccompiler::{
        BpfProgram, SeccompAction, SeccompCmpArgLen, SeccompCmpOp, SeccompCondition, SeccompFilter, SeccompRule,
    };
    use std::collections::BTreeMap;

    /// The newest Landlock this code was written for; an older kernel enforces what it knows of it.
    const LANDLOCK: ABI = ABI::V6;

    /// What programs need of the filesystem to run: themselves, their libraries, fonts and language files.
    const PROGRAM_FILES: &[&str] = &[
        "/usr",
        "/lib",
        "/lib64",
        "/bin",
        "/etc/ld.so.cache",
        "/etc/fonts",
        "/etc/alternatives",
        "/dev/null",
        "/dev/urandom",
    ];

    pub(super) fn enter_parsing() -> Result<(), String> {
        // Scripts of kernels without Landlock still get seccomp, and the other way round.
        let files = restrict_files(&[]);
        let calls = allow_calls();
        files.and(calls)
    }

    pub(super) fn enter_launching() -> Result<(), String> {
        let files = restrict_files(PROGRAM_FILES);
        let calls = deny_calls();
        files.and(calls)
    }

    fn restrict_files(readable: &[&str]) -> Result<(), String> {
        let restricted = || {
            Ruleset::default()
                .set_compatibility(CompatLevel::BestEffort)
                .handle_access(AccessFs::from_all(LANDLOCK))?
                .handle_access(AccessNet::from_all(LANDLOCK))?
                .scope(Scope::from_all(LANDLOCK))?
                .create()?
                .add_rules(path_beneath_rules(readable, AccessFs::from_read(LANDLOCK)))?
                .restrict_self()
        };
        match restricted() {
            Ok(status) if status.ruleset != RulesetStatus::NotEnforced => Ok(()),
            Ok(_) => Err("this kernel has no Landlock, or has it switched off".to_owned()),
            Err(error) => Err(landlock_error(&error)),
        }
    }

    fn landlock_error(error: &RulesetError) -> String {
        format!("Landlock: {error}")
    }

    /// System calls that parsing needs: memory, the files already open, clocks, locks, its own end.
    const ALLOWED_CALLS: &[i64] = &[
        libc::SYS_brk,
        libc::SYS_clock_gettime,
        libc::SYS_close,
        libc::SYS_exit,
        libc::SYS_exit_group,
        libc::SYS_fcntl,
        libc::SYS_fstat,
        libc::SYS_futex,
        libc::SYS_getpid,
        libc::SYS_getrandom,
        libc::SYS_gettid,
        libc::SYS_lseek,
        libc::SYS_madvise,
        libc::SYS_mremap,
        libc::SYS_munmap,
        libc::SYS_pread64,
        libc::SYS_read,
        libc::SYS_readv,
        libc::SYS_recvfrom,
        libc::SYS_recvmsg,
        libc::SYS_restart_syscall,
        libc::SYS_rt_sigaction,
        libc::SYS_rt_sigprocmask,
        libc::SYS_rt_sigreturn,
        libc::SYS_sched_getaffinity,
        libc::SYS_sched_yield,
        libc::SYS_sendto,
        libc::SYS_set_robust_list,
        libc::SYS_sigaltstack,
        libc::SYS_tgkill,
        libc::SYS_write,
        libc::SYS_writev,
    ];

    /// System calls that reach the network, other processes or the kernel's insides, which no program run here needs.
    const DENIED_CALLS: &[i64] = &[
        libc::SYS_accept,
        libc::SYS_accept4,
        libc::SYS_add_key,
        libc::SYS_bind,
        libc::SYS_bpf,
        libc::SYS_connect,
        libc::SYS_io_uring_setup,
        libc::SYS_keyctl,
        libc::SYS_listen,
        libc::SYS_mount,
        libc::SYS_perf_event_open,
        libc::SYS_pidfd_getfd,
        libc::SYS_pidfd_open,
        libc::SYS_process_vm_readv,
        libc::SYS_process_vm_writev,
        libc::SYS_ptrace,
        libc::SYS_request_key,
        libc::SYS_setns,
        libc::SYS_socket,
        libc::SYS_socketpair,
        libc::SYS_unshare,
        libc::SYS_userfaultfd,
    ];

    fn allow_calls() -> Result<(), String> {
        let mut rules: BTreeMap<i64, Vec<SeccompRule>> = ALLOWED_CALLS.iter().map(|&call| (call, Vec::new())).collect();
        // Memory that can be executed is never needed, and is what an attack would ask for first.
        let not_executable = (2, SeccompCmpOp::MaskedEq(libc::PROT_EXEC as u64), 0);
        // The process may move its own limits (below the hard ones), nobody else's.
        let own_process = (0, SeccompCmpOp::Eq, 0);
        for (call, condition) in [
            (libc::SYS_mmap, not_executable.clone()),
            (libc::SYS_mprotect, not_executable),
            (libc::SYS_prlimit64, own_process),
        ] {
            rules.insert(call, vec![only_if(condition)?]);
        }
        apply(rules, SeccompAction::Errno(libc::EPERM as u32), SeccompAction::Allow)
    }

    fn deny_calls() -> Result<(), String> {
        let rules = DENIED_CALLS.iter().map(|&call| (call, Vec::new())).collect();
        apply(rules, SeccompAction::Allow, SeccompAction::Errno(libc::EPERM as u32))
    }

    fn only_if((argument, is, value): (u8, SeccompCmpOp, u64)) -> Result<SeccompRule, String> {
        let condition = SeccompCondition::new(argument, SeccompCmpArgLen::Dword, is, value);
        condition.and_then(|condition| SeccompRule::new(vec![condition])).map_err(|error| format!("seccomp: {error}"))
    }

    fn apply(
        rules: BTreeMap<i64, Vec<SeccompRule>>,
        otherwise: SeccompAction,
        matched: SeccompAction,
    ) -> Result<(), String> {
        let architecture = std::env::consts::ARCH.try_into().map_err(|error| format!("seccomp: {error}"))?;
        let program: BpfProgram = SeccompFilter::new(rules, otherwise, matched, architecture)
            .and_then(TryInto::try_into)
            .map_err(|error| format!("seccomp: {error}"))?;
        seccompiler::apply_filter_all_threads(&program).map_err(|error| format!("seccomp: {error}"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What keeps the self-test honest: where nothing is given up, it finds everything possible.
    #[test]
    fn outside_a_child_everything_is_possible() {
        let all =
            ["list folders", "open files", "use the network", "reach local services", "start threads and programs"];
        assert_eq!(still_possible(), all);
    }
}
