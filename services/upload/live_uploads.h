#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <list>
#include <mutex>
#include <string>
#include <vector>

namespace trainingzip::upload {

/// How many uploads are received at once.
struct UploadPlaces {
    std::size_t at_once;
    std::size_t per_user;
    std::size_t per_network;       ///< web::client_network() of the address.
    double slow_bytes_per_second;  ///< A slower upload can be evicted for a user with fewer uploads.
};

/// The uploads that this server is receiving now. Safe to use from several threads.
///
/// When all places are taken, in total or those of an address, the slowest upload of the user who holds most
/// is evicted for a newcomer who holds fewer: at once if the newcomer then holds no more than that user,
/// otherwise only if the upload is slow, so that two fast users do not evict each other for ever.
class LiveUploads {
  public:
    using Clock = std::chrono::steady_clock;
    /// Must end the upload soon; called once, possibly on another thread, with the lock held.
    using Evict = std::function<void()>;

    explicit LiveUploads(const UploadPlaces& places) : places_(places) {}

  private:
    enum class State { receiving, complete, evicted };

    struct Live {
        std::int64_t user_id;
        std::string network;
        Evict evict;
        Clock::time_point began;
        // Two measuring periods, of which the earlier one is complete.
        Clock::time_point earlier_began;
        Clock::time_point span_began;
        std::uint64_t earlier_bytes = 0;
        std::uint64_t span_bytes = 0;
        State state = State::receiving;
        std::string upload_id;

        void take(std::uint64_t bytes, Clock::time_point now);
        double bytes_per_second(Clock::time_point now) const;
    };

  public:
    /// One upload, counted during its lifetime.
    class Place {
      public:
        /// Throws Failure(too_many_attempts) when the user or the address holds all its places, and
        /// Failure(unavailable) when no upload can be evicted.
        Place(LiveUploads& uploads, std::int64_t user_id, std::string network, Evict evict,
              Clock::time_point now = Clock::now());
        ~Place();
        Place(const Place&) = delete;
        Place& operator=(const Place&) = delete;

        /// From now on this upload is reported by upload_ids(), for its heartbeat in the database.
        void set_upload(const std::string& upload_id);
        /// So many more bytes have arrived.
        void take(std::uint64_t bytes, Clock::time_point now = Clock::now());
        /// The file is complete: it cannot be evicted any more.
        void complete();

      private:
        LiveUploads& uploads_;
        std::list<Live>::iterator live_;
    };

    std::vector<std::string> upload_ids() const;

  private:
    struct Counts {
        std::size_t all = 0;
        std::size_t of_user = 0;
        std::size_t of_network = 0;
    };
    /// Without those that are evicted already.
    Counts count(std::int64_t user_id, const std::string& network) const;
    /// The upload to evict for this newcomer, among all or among those of its network; nullptr for none.
    Live* find_evictable(std::int64_t user_id, const std::string& network, bool within_network,
                         Clock::time_point now);

    const UploadPlaces places_;
    mutable std::mutex mutex_;
    std::list<Live> live_;
};

}  // namespace trainingzip::upload
