//! Work on many things at once, on as many threads as the machine has cores; what comes of it does not depend on how many.

use std::thread;

/// Fewer things than these are done sooner than a thread is started.
const WORTH_A_THREAD: usize = 256;

/// `work` on every item; results in the order of the items.
pub(crate) fn each<T: Sync, R: Send>(items: &[T], work: impl Fn(&T) -> R + Sync) -> Vec<R> {
    let n_threads = thread::available_parallelism().map_or(1, usize::from);
    if n_threads == 1 || items.len() < WORTH_A_THREAD {
        return items.iter().map(work).collect();
    }
    // Several parts a thread: what is costly often stands together, and nobody should wait for the one who has it.
    let part = items.len().div_ceil(n_threads * 8).max(1);
    let parts: Vec<&[T]> = items.chunks(part).collect();
    let next = std::sync::atomic::AtomicUsize::new(0);
    let take = || {
        let mut taken: Vec<(usize, Vec<R>)> = Vec::new();
        loop {
            let at = next.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
            let Some(part) = parts.get(at) else { return taken };
            taken.push((at, part.iter().map(&work).collect()));
        }
    };
    let mut done: Vec<(usize, Vec<R>)> = thread::scope(|scope| {
        let threads: Vec<_> = (0..n_threads).map(|_| scope.spawn(take)).collect();
        threads.into_iter().flat_map(|thread| thread.join().expect("drawing a picture does not panic")).collect()
    });
    done.sort_unstable_by_key(|(at, _)| *at);
    let mut all = Vec::with_capacity(items.len());
    done.into_iter().for_each(|(_, results)| all.extend(results));
    all
}

/// `work` on every number below `n`; results in order.
pub(crate) fn each_number<R: Send>(n: usize, work: impl Fn(usize) -> R + Sync) -> Vec<R> {
    let numbers: Vec<usize> = (0..n).collect();
    each(&numbers, |number| work(*number))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn results_stand_in_the_order_of_the_items() {
        let doubled: Vec<usize> = (0..5_000).map(|number| number * 2).collect();
        assert_eq!(each_number(5_000, |number| number * 2), doubled);
        assert_eq!(each(&[3, 1], |number| number + 1), [4, 2]);
        assert_eq!(each_number(0, |number| number), [0; 0]);
    }
}
