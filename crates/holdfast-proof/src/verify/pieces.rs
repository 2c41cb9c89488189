//! Many small things checked on all processors: a bundle of ten thousand exhibits spends as long on its records as on
//! its bytes.

/// Below this many to a piece a thread costs more than it brings.
const AT_LEAST: usize = 64;

/// Cuts `tasks` into contiguous pieces, one for each thread (0: as many as there are processors), and works them off at
/// once. The answers have the order of the pieces, so that a report does not depend on which thread was quicker.
pub(super) fn in_pieces<T: Sync, R: Send>(tasks: &[T], threads: usize, work: impl Fn(&[T]) -> R + Sync) -> Vec<R> {
    let processors = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
    let threads = if threads == 0 { processors } else { threads };
    let length = tasks.len().div_ceil(threads.max(1)).max(AT_LEAST);
    let work = &work;
    std::thread::scope(|scope| {
        let mut pieces = tasks.chunks(length);
        // The first piece is this thread's own.
        let own = pieces.next().unwrap_or_default();
        let others: Vec<_> = pieces.map(|piece| scope.spawn(move || work(piece))).collect();
        let mut answers = vec![work(own)];
        for other in others {
            answers.push(other.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)));
        }
        answers
    })
}

#[cfg(test)]
mod tests {
    use super::in_pieces;

    #[test]
    fn the_answers_have_the_order_of_the_tasks_whatever_the_number_of_threads() {
        let tasks: Vec<usize> = (0..1_000).collect();
        for threads in [0, 1, 2, 3, 7, 64, 2_000] {
            let answers = in_pieces(&tasks, threads, <[usize]>::to_vec).concat();
            assert_eq!(answers, tasks, "{threads} threads must change nothing");
        }
        assert_eq!(in_pieces(&[0_u8; 0], 4, <[u8]>::len), [0], "nothing to do is one empty piece");
    }
}
