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
    double slow_bytes_per_second;  ///< Slower, an upload gives way to anybody who holds fewer.
};

/// The uploads that this server is receiving now. Safe to use from several threads.
///
/// Where all places are taken, all of them or those of an address, the slowest upload of whoever holds most
/// gives way to a newcomer who holds fewer: at once where the newcomer then holds no more than the other,
/// else only where it is slow, so that two who are both fast do not displace each other for ever.
class LiveUploads {
  public:
    using Clock = std::chrono::steady_clock;
    /// Must make the upload end soon; called once, perhaps on another thread, with the lock held.
    using GiveWay = std::function<void()>;

    explicit LiveUploads(const UploadPlaces& places) : places_(places) {}

  private:
    enum class State { receiving, complete, giving_way };

    struct Live {
        std::int64_t user_id;
        std::string network;
        GiveWay give_way;
        Clock::time_point began;
        // Two spans, of which the earlier one is whole.
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
    /// One upload, counted as long as it lives.
    class Place {
      public:
        /// Throws Failure(too_many_attempts) when the user or the address holds all places it may, and
        /// Failure(unavailable) when nobody has to give way.
        Place(LiveUploads& uploads, std::int64_t user_id, std::string network, GiveWay give_way,
              Clock::time_point now = Clock::now());
        ~Place();
        Place(const Place&) = delete;
        Place& operator=(const Place&) = delete;

        /// From now on this upload shows signs of life in the database.
        void set_upload(const std::string& upload_id);
        /// So many more bytes have come.
        void take(std::uint64_t bytes, Clock::time_point now = Clock::now());
        /// All is here: it gives way no more.
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
    /// Of those that do not give way already.
    Counts count(std::int64_t user_id, const std::string& network) const;
    /// Who gives way to this newcomer, among all or among those of its own network; nullptr for nobody.
    Live* find_yielding(std::int64_t user_id, const std::string& network, bool within_network,
                        Clock::time_point now);

    const UploadPlaces places_;
    mutable std::mutex mutex_;
    std::list<Live> live_;
};

}  // namespace trainingzip::upload
