#include <array>
#include <boost/json/object.hpp>
#include <cstdint>
#include <cstdlib>
#include <string>

#include "api/http/paging.h"
#include "base/error.h"
#include "web/request_target.h"

namespace {

using namespace trainingzip;

constexpr std::array<api::SortColumn, 2> columns = {{{"title", "t.title"}, {"views", "t.views", true}}};
constexpr api::DefaultOrder order{"t.views DESC, t.id DESC", "views", "t.id", true};

web::Request request_for(const std::string& target) {
    web::RequestTarget parsed = web::parse_request_target(target);
    web::Request request;
    request.path = std::move(parsed.path);
    request.query = std::move(parsed.query);
    request.headers.add("Host", "localhost");
    return request;
}

void require(bool holds) {
    if (!holds) std::abort();
}

}  // namespace

/// The query of a list. Nothing but known columns reaches the SQL, and the link to the page itself asks for
/// the same page.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string query(reinterpret_cast<const char*>(data), size);
    try {
        const web::Request request = request_for("/trainings?" + query);
        const api::PageRequest page = api::parse_page_request(request, columns, order);
        require(page.number >= 0 && page.size >= 1 && page.size <= api::largest_page && page.offset() >= 0);
        require(page.order_by.find_first_not_of("titleviewsASCDESCid., ") == std::string::npos);

        const boost::json::value answer = page.by_cursor
                                              ? api::make_cursor_page(request, page, std::nullopt, "list", {})
                                              : api::make_page(request, page, 1'000, "list", {});
        const std::string self(answer.at("_links").at("self").at("href").as_string());
        const web::Request again = request_for(self.substr(self.find("/trainings")));
        const api::PageRequest same = api::parse_page_request(again, columns, order);
        require(same.number == page.number && same.size == page.size && same.order_by == page.order_by);
        require(same.by_cursor == page.by_cursor && same.after == page.after);
    } catch (const Failure&) {
    }
    return 0;
}
