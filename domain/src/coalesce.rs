//! Request coalescing: requests that are submitted at the same time are answered by one piece of work.
//!
//! Those submitted while a batch runs make the next one. There is no timer: without a rush, a batch
//! is one request.

use futures::FutureExt as _;
use futures::future::BoxFuture;
use std::collections::VecDeque;
use std::fmt;
use std::panic::AssertUnwindSafe;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};
use tokio::sync::oneshot;

pub(crate) struct Coalescer<Q, A> {
    waiting: Mutex<Waiting<Q, A>>,
    /// Questions a batch.
    at_most: usize,
}

struct Waiting<Q, A> {
    questions: VecDeque<(Q, oneshot::Sender<A>)>,
    /// A task works the queue off.
    busy: bool,
    /// When the batch that is under way began.
    since: Option<Instant>,
}

impl<Q, A> fmt::Debug for Coalescer<Q, A> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Coalescer").field("at_most", &self.at_most).finish_non_exhaustive()
    }
}

impl<Q, A> Coalescer<Q, A>
where
    Q: Send + 'static,
    A: Send + 'static,
{
    pub(crate) fn new(at_most: usize) -> Arc<Self> {
        let waiting = Waiting { questions: VecDeque::new(), busy: false, since: None };
        Arc::new(Self { waiting: Mutex::new(waiting), at_most })
    }

    /// Submits a question and waits for its answer; `None` if the work on its batch panicked. The
    /// work that `start` gives answers every question, in their order, and goes on when the caller
    /// is cancelled.
    pub(crate) async fn submit<W>(
        self: &Arc<Self>,
        question: Q,
        start: impl FnOnce() -> W,
    ) -> Option<A>
    where
        W: Fn(Vec<Q>) -> BoxFuture<'static, Vec<A>> + Send + 'static,
    {
        let (sender, answer) = oneshot::channel();
        let idle = {
            let mut waiting = self.waiting();
            waiting.questions.push_back((question, sender));
            !std::mem::replace(&mut waiting.busy, true)
        };
        if idle {
            tokio::spawn(Arc::clone(self).work_off(start()));
        }
        answer.await.ok()
    }

    async fn work_off<W>(self: Arc<Self>, work: W)
    where
        W: Fn(Vec<Q>) -> BoxFuture<'static, Vec<A>> + Send,
    {
        self.while_more_come().await;
        while let Some((questions, listeners)) = self.next() {
            // After a panic its listeners get `None` and the next batch runs.
            let answers = AssertUnwindSafe(work(questions)).catch_unwind();
            let Ok(answers) = answers.await else { continue };
            for (listener, answer) in listeners.into_iter().zip(answers) {
                let _ = listener.send(answer);
            }
        }
    }

    /// Yields until no more requests come in: those that arrived together submit one after another.
    /// Only before the first batch; the next ones fill while one runs.
    async fn while_more_come(&self) {
        let mut asked = 0;
        while asked < self.waiting().questions.len().min(self.at_most) {
            asked = self.waiting().questions.len();
            tokio::task::yield_now().await;
        }
    }

    /// The next batch; without one, the next request starts a new task.
    fn next(&self) -> Option<(Vec<Q>, Vec<oneshot::Sender<A>>)> {
        let mut waiting = self.waiting();
        let size = waiting.questions.len().min(self.at_most);
        waiting.busy = size > 0;
        waiting.since = waiting.busy.then(Instant::now);
        waiting.busy.then(|| waiting.questions.drain(..size).unzip())
    }

    /// How long the running batch has been running.
    pub(crate) fn under_way(&self) -> Option<Duration> {
        self.waiting().since.map(|since| since.elapsed())
    }

    fn waiting(&self) -> MutexGuard<'_, Waiting<Q, A>> {
        self.waiting.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use futures::future::join_all;
    use tokio::sync::Semaphore;

    /// Answers each question with the batch it was in; waits for a permit first.
    fn slow(
        gate: &Arc<Semaphore>,
    ) -> impl Fn(Vec<u32>) -> BoxFuture<'static, Vec<Vec<u32>>> + Send + Clone + 'static {
        let gate = gate.clone();
        move |questions| {
            let gate = gate.clone();
            async move {
                gate.acquire().await.unwrap().forget();
                assert!(!questions.contains(&13), "unlucky");
                vec![questions.clone(); questions.len()]
            }
            .boxed()
        }
    }

    #[tokio::test]
    async fn what_comes_while_one_batch_is_under_way_makes_the_next() {
        let (coalescer, gate) = (Coalescer::new(3), Arc::new(Semaphore::new(0)));
        let ask = |n| {
            tokio::spawn({
                let (coalescer, work) = (coalescer.clone(), slow(&gate));
                async move { coalescer.submit(n, || work).await }
            })
        };
        let mut asked = vec![ask(1)];
        while !coalescer.waiting().busy || !coalescer.waiting().questions.is_empty() {
            tokio::task::yield_now().await;
        }
        asked.extend((2..=5).map(ask));
        while coalescer.waiting().questions.len() < 4 {
            tokio::task::yield_now().await;
        }
        gate.add_permits(3);
        let answers: Vec<_> = join_all(asked).await.into_iter().map(|it| it.unwrap()).collect();
        let expected = [vec![1], vec![2, 3, 4], vec![2, 3, 4], vec![2, 3, 4], vec![5]];
        assert_eq!(answers, expected.map(Some));
        assert!(!coalescer.waiting().busy, "the next question starts over");
    }

    #[tokio::test]
    async fn a_batch_that_hangs_can_be_told() {
        let (coalescer, gate) = (Coalescer::new(1), Arc::new(Semaphore::new(0)));
        assert_eq!(coalescer.under_way(), None);
        let asked = tokio::spawn({
            let (coalescer, work) = (coalescer.clone(), slow(&gate));
            async move { coalescer.submit(1, || work).await }
        });
        while coalescer.under_way().is_none_or(|so_long| so_long.is_zero()) {
            tokio::task::yield_now().await;
        }
        gate.add_permits(1);
        asked.await.unwrap();
        assert_eq!(coalescer.under_way(), None);
    }

    #[tokio::test]
    async fn a_batch_that_panics_answers_nobody_and_stops_nobody() {
        let (coalescer, gate) = (Coalescer::new(1), Arc::new(Semaphore::new(9)));
        let answers = join_all([12, 13, 14].map(|n| coalescer.submit(n, || slow(&gate)))).await;
        assert_eq!(answers, [Some(vec![12]), None, Some(vec![14])]);
    }

    #[tokio::test]
    async fn whoever_stops_listening_takes_nobody_along() {
        let (coalescer, gate) = (Coalescer::new(2), Arc::new(Semaphore::new(0)));
        let gone = coalescer.submit(1, || slow(&gate));
        assert!(gone.now_or_never().is_none(), "asked, and dropped");
        gate.add_permits(2);
        assert_eq!(coalescer.submit(2, || slow(&gate)).await, Some(vec![1, 2]));
    }
}
