#pragma once

#include <cstdint>
#include <map>
#include <mutex>
#include <set>
#include <string>
#include <vector>

namespace trainingzip::upload {

/// The uploads that this server is receiving now. Safe to use from several threads.
class LiveUploads {
  public:
    explicit LiveUploads(int per_user) : per_user_(per_user) {}

    /// Counts one upload of a user as long as it lives.
    class Place {
      public:
        /// Throws Failure(too_many_attempts) when the user has no place left.
        Place(LiveUploads& uploads, std::int64_t user_id);
        ~Place();
        Place(const Place&) = delete;
        Place& operator=(const Place&) = delete;

        /// From now on this upload shows signs of life in the database.
        void set_upload(const std::string& upload_id);

      private:
        LiveUploads& uploads_;
        const std::int64_t user_id_;
        std::string upload_id_;
    };

    std::vector<std::string> upload_ids() const;

  private:
    const int per_user_;
    mutable std::mutex mutex_;
    std::map<std::int64_t, int> of_users_;
    std::set<std::string> upload_ids_;
};

}  // namespace trainingzip::upload
