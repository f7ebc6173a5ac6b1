#include "web/client.h"

#include <curl/curl.h>

#include <algorithm>
#include <cstdint>
#include <exception>
#include <utility>

#include "web/header_text.h"

namespace trainingzip::web {

namespace {

using Clock = std::chrono::steady_clock;

void start_curl_once() {
    static const CURLcode started = curl_global_init(CURL_GLOBAL_DEFAULT);
    if (started != CURLE_OK) throw ClientError("libcurl cannot start");
}

struct CloseEasy {
    void operator()(CURL* handle) const { curl_easy_cleanup(handle); }
};
struct CloseMulti {
    void operator()(CURLM* handle) const { curl_multi_cleanup(handle); }
};
struct FreeList {
    void operator()(curl_slist* list) const { curl_slist_free_all(list); }
};

/// One call under way. curl calls back from within poll() only, so all of it stays in one thread.
class Transfer {
  public:
    Transfer(const Client::Call& call, const std::function<void(std::string_view)>* on_line,
             std::size_t line_limit)
        : call_(call), on_line_(on_line), line_limit_(line_limit) {
        start_curl_once();
        easy_.reset(curl_easy_init());
        multi_.reset(curl_multi_init());
        if (!easy_ || !multi_) throw ClientError("libcurl has no memory");
        set_up();
    }
    ~Transfer() { curl_multi_remove_handle(multi_.get(), easy_.get()); }
    Transfer(const Transfer&) = delete;
    Transfer& operator=(const Transfer&) = delete;

    ClientResponse run(const std::stop_token& stop) {
        const std::stop_callback wake(stop, [this] { curl_multi_wakeup(multi_.get()); });
        curl_multi_add_handle(multi_.get(), easy_.get());
        const auto started = Clock::now();
        last_activity_ = started;
        for (;;) {
            int running = 0;
            if (curl_multi_perform(multi_.get(), &running) != CURLM_OK) fail("libcurl failed");
            if (failure_) std::rethrow_exception(failure_);
            if (running == 0) break;
            if (stop.stop_requested()) fail("stopped");
            auto deadline = last_activity_ + call_.idle_timeout;
            if (call_.total_timeout.count() > 0) deadline = std::min(deadline, started + call_.total_timeout);
            const auto left = std::chrono::ceil<std::chrono::milliseconds>(deadline - Clock::now()).count();
            if (left <= 0) fail("no answer in time");
            curl_multi_poll(multi_.get(), nullptr, 0, static_cast<int>(std::min<std::int64_t>(left, 60'000)),
                            nullptr);
        }
        return take_result();
    }

  private:
    template <typename Value>
    void set(CURLoption option, Value value) {
        if (curl_easy_setopt(easy_.get(), option, value) != CURLE_OK)
            throw ClientError("libcurl refuses an option for " + call_.url);
    }

    void set_up() {
        set(CURLOPT_URL, call_.url.c_str());
        set(CURLOPT_PROTOCOLS_STR, "http,https");
        set(CURLOPT_FOLLOWLOCATION, 0L);
        set(CURLOPT_PROXY, "");
        set(CURLOPT_NOSIGNAL, 1L);
        set(CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(call_.connect_timeout.count()));
        set(CURLOPT_ERRORBUFFER, error_text_);
        if (call_.method == "HEAD") {
            set(CURLOPT_NOBODY, 1L);
        } else {
            set(CURLOPT_CUSTOMREQUEST, call_.method.c_str());
            if (!call_.body.empty() || (call_.method != "GET" && call_.method != "DELETE")) {
                set(CURLOPT_POSTFIELDS, call_.body.data());
                set(CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(call_.body.size()));
            }
        }
        add_header("Expect:");
        bool typed = false;
        for (const auto& [name, value] : call_.headers.fields()) {
            if (!is_token(name) || value.find_first_of("\r\n") != std::string::npos)
                throw ClientError("a field of the request is malformed");
            typed = typed || equals_ignoring_case(name, "Content-Type");
            std::string line = name;
            line += value.empty() ? ";" : ": ";
            line += value;
            add_header(line);
        }
        if (!typed) add_header("Content-Type:");
        set(CURLOPT_HTTPHEADER, header_list_.get());
        set(CURLOPT_HEADERFUNCTION, &Transfer::on_header);
        set(CURLOPT_HEADERDATA, this);
        set(CURLOPT_WRITEFUNCTION, &Transfer::on_body);
        set(CURLOPT_WRITEDATA, this);
        set(CURLOPT_XFERINFOFUNCTION, &Transfer::on_progress);
        set(CURLOPT_XFERINFODATA, this);
        set(CURLOPT_NOPROGRESS, 0L);
    }

    void add_header(const std::string& line) {
        curl_slist* longer = curl_slist_append(header_list_.get(), line.c_str());
        if (longer == nullptr) throw ClientError("libcurl has no memory");
        header_list_.release();  // NOLINT(bugprone-unused-return-value): the longer list owns it
        header_list_.reset(longer);
    }

    static std::size_t on_header(char* data, std::size_t, std::size_t size, void* user) {
        auto& self = *static_cast<Transfer*>(user);
        return self.guarded(size, [&] {
            std::string_view line(data, size);
            while (!line.empty() && (line.back() == '\n' || line.back() == '\r')) line.remove_suffix(1);
            // A new status line follows an interim answer (RFC 9110, 15.2): what came before does not count.
            if (line.starts_with("HTTP/")) self.response_.headers = Headers();
            const std::size_t colon = line.find(':');
            if (colon == std::string_view::npos) return;
            self.response_.headers.add(std::string(line.substr(0, colon)),
                                       std::string(trim(line.substr(colon + 1))));
        });
    }

    static std::size_t on_body(char* data, std::size_t, std::size_t size, void* user) {
        auto& self = *static_cast<Transfer*>(user);
        return self.guarded(size, [&] { self.take_body({data, size}); });
    }

    static int on_progress(void* user, curl_off_t, curl_off_t received, curl_off_t, curl_off_t sent) {
        auto& self = *static_cast<Transfer*>(user);
        if (received + sent != self.moved_) self.last_activity_ = Clock::now();
        self.moved_ = received + sent;
        return 0;
    }

    // Exceptions must not propagate through curl: the callback aborts the transfer, and run() throws.
    template <typename Work>
    std::size_t guarded(std::size_t size, Work work) {
        last_activity_ = Clock::now();
        try {
            work();
            return size;
        } catch (...) {
            failure_ = std::current_exception();
            return size + 1;
        }
    }

    void take_body(std::string_view piece) {
        long status = 0;
        curl_easy_getinfo(easy_.get(), CURLINFO_RESPONSE_CODE, &status);
        if (on_line_ == nullptr || status != 200) {
            if (response_.body.size() + piece.size() > call_.body_limit) fail("the answer is too large");
            response_.body += piece;
            return;
        }
        while (!piece.empty()) {
            const std::size_t end = piece.find('\n');
            const auto part = piece.substr(0, end);
            if (line_.size() + part.size() > line_limit_) fail("a line is too long");
            line_ += part;
            if (end == std::string_view::npos) return;
            piece.remove_prefix(end + 1);
            const std::string line = std::exchange(line_, {});
            (*on_line_)(line);
        }
    }

    ClientResponse take_result() {
        int left = 0;
        const CURLMsg* message = curl_multi_info_read(multi_.get(), &left);
        if (message == nullptr) fail("libcurl gives no result");
        const CURLcode code = message->data.result;
        if (code != CURLE_OK) {
            const char* why = error_text_[0] != '\0' ? error_text_ : curl_easy_strerror(code);
            long sent = 0;
            curl_easy_getinfo(easy_.get(), CURLINFO_REQUEST_SIZE, &sent);
            if (sent == 0) throw NotSent(described(why));
            fail(why);
        }
        if (!line_.empty()) fail("the last line breaks off");
        long status = 0;
        curl_easy_getinfo(easy_.get(), CURLINFO_RESPONSE_CODE, &status);
        response_.status = static_cast<int>(status);
        return std::move(response_);
    }

    std::string described(const std::string& why) const {
        return call_.method + ' ' + call_.url + ": " + why;
    }
    [[noreturn]] void fail(const std::string& why) const { throw ClientError(described(why)); }

    const Client::Call& call_;
    const std::function<void(std::string_view)>* on_line_;
    std::size_t line_limit_;
    std::unique_ptr<curl_slist, FreeList> header_list_;
    std::unique_ptr<CURLM, CloseMulti> multi_;
    std::unique_ptr<CURL, CloseEasy> easy_;
    char error_text_[CURL_ERROR_SIZE] = {};
    ClientResponse response_;
    std::string line_;
    std::exception_ptr failure_;
    Clock::time_point last_activity_;
    curl_off_t moved_ = 0;
};

}  // namespace

ClientResponse Client::call(const Call& call, const std::stop_token& stop) const {
    return Transfer(call, nullptr, 0).run(stop);
}

ClientResponse Client::call_lines(const Call& call, const std::function<void(std::string_view)>& on_line,
                                  const std::stop_token& stop, std::size_t line_limit) const {
    return Transfer(call, &on_line, line_limit).run(stop);
}

}  // namespace trainingzip::web
