#pragma once

#include <chrono>
#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <stop_token>
#include <string>
#include <string_view>
#include <thread>

namespace trainingzip {

/// Runs the same work again and again in a thread of its own until it is stopped. Runs never overlap: the
/// interval lies between the end of one run and the start of the next.
class PeriodicTask {
  public:
    enum class FirstRun { at_once, after_interval };

    /// What happens around a run. All members may be empty.
    struct Hooks {
        /// Called on the thread of the task before each run; what it returns is kept until the run is over.
        std::function<std::shared_ptr<void>()> around_run;
        /// Called while the exception that a run threw is being handled; the task goes on afterwards. Must
        /// not throw. Empty: an exception ends the process, as in any other thread.
        std::function<void(std::string_view what)> on_error;
        /// Called by the destructor when a run goes on beyond `stop_deadline`. Must not throw.
        std::function<void()> on_overdue;
    };

    struct Settings {
        std::string name;  ///< For logs and reports.
        std::chrono::milliseconds interval;
        FirstRun first_run = FirstRun::at_once;
        std::chrono::milliseconds stop_deadline = std::chrono::seconds(10);
        Hooks hooks = {};
    };

    /// A run as its work sees it.
    class Run {
      public:
        /// Stop is requested when the task is to end; work that may take long ends early then.
        const std::stop_token& stop_token() const { return stop_; }
        /// The next run starts after this time instead of the interval.
        void set_next(std::chrono::milliseconds delay) { next_ = delay; }
        /// There is no next run.
        void finish() { finished_ = true; }

      private:
        friend class PeriodicTask;
        explicit Run(const std::stop_token& stop) : stop_(stop) {}

        const std::stop_token& stop_;
        std::optional<std::chrono::milliseconds> next_;
        bool finished_ = false;
    };
    using Work = std::function<void(Run& run)>;

    /// What `work` and the hooks use must outlive the task.
    PeriodicTask(Settings settings, Work work);
    /// Requests stop and waits for the run in progress, however long it takes: it uses what its owner is
    /// about to destroy. Beyond the deadline the hook on_overdue tells which task holds up the end.
    ~PeriodicTask();
    PeriodicTask(const PeriodicTask&) = delete;
    PeriodicTask& operator=(const PeriodicTask&) = delete;

    const std::string& name() const { return settings_.name; }

    /// Requests stop and waits at most so long. Returns whether the task has ended; no run starts any more
    /// either way.
    bool stop(std::chrono::milliseconds deadline);

    /// Whether a run called finish(), or stop was requested and the last run is over.
    bool has_ended() const;

  private:
    void loop(const std::stop_token& stop);
    /// How long to wait before the next run; nullopt for no next run.
    std::optional<std::chrono::milliseconds> run_once(const std::stop_token& stop);

    const Settings settings_;
    const Work work_;
    mutable std::mutex mutex_;
    std::condition_variable_any changed_;
    bool ended_ = false;
    std::jthread thread_;  ///< Last: it ends before what it uses.
};

}  // namespace trainingzip
