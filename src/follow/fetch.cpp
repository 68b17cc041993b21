#include "follow/fetch.h"

#include <curl/curl.h>
#include <netinet/in.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <ctime>
#include <mutex>

namespace dragoman::follow {
namespace {

/// The first `bits` of an address are those of a network.
bool within(const unsigned char* address, std::initializer_list<unsigned char> network, int bits) {
    auto part = network.begin();
    for (; bits >= 8; bits -= 8, ++part, ++address)
        if (*address != *part) return false;
    return bits == 0 || (*address >> (8 - bits)) == (*part >> (8 - bits));
}

bool is_private_v4(const unsigned char* a) {
    return within(a, {0}, 8) || within(a, {10}, 8) || within(a, {100, 64}, 10) || within(a, {127}, 8) ||
           within(a, {169, 254}, 16) || within(a, {172, 16}, 12) || within(a, {192, 0, 0}, 24) ||
           within(a, {192, 0, 2}, 24) || within(a, {192, 88, 99}, 24) || within(a, {192, 168}, 16) ||
           within(a, {198, 18}, 15) || within(a, {198, 51, 100}, 24) || within(a, {203, 0, 113}, 24) ||
           within(a, {224}, 3);
}

bool is_private_v6(const unsigned char* a) {
    if (within(a, {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF}, 96) ||
        within(a, {0, 0x64, 0xFF, 0x9B, 0, 0, 0, 0, 0, 0, 0, 0}, 96))
        return is_private_v4(a + 12);
    if (within(a, {0x20, 0x02}, 16)) return is_private_v4(a + 2);  // 6to4
    const bool global = within(a, {0x20}, 3);
    return !global || within(a, {0x20, 0x01, 0, 0}, 32) || within(a, {0x20, 0x01, 0x0D, 0xB8}, 32);
}

struct UrlParts {
    CURLU* url = curl_url();
    ~UrlParts() { curl_url_cleanup(url); }
    std::string part(CURLUPart which, unsigned flags = 0) const {
        char* text = nullptr;
        std::string value;
        if (curl_url_get(url, which, &text, flags) == CURLUE_OK && text) value = text;
        curl_free(text);
        return value;
    }
};

std::string lower(std::string text) {
    for (char& c : text) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
    return text;
}

/// "120", or a date.
long seconds_of(const std::string& retry_after) {
    if (retry_after.empty()) return -1;
    if (retry_after.find_first_not_of("0123456789") == std::string::npos)
        return std::min(std::atol(retry_after.substr(0, 9).c_str()), 86'400L);
    const std::time_t at = curl_getdate(retry_after.c_str(), nullptr);
    return at < 0 ? -1 : static_cast<long>(std::clamp<std::time_t>(at - std::time(nullptr), 0, 86'400));
}

/// Types that hold no story: not worth their bytes.
bool is_foreign(const std::string& type) {
    constexpr std::array<std::string_view, 8> foreign = {
        "image/",        "audio/", "video/", "font/", "application/pdf", "application/zip", "application/octet-stream",
        "application/x-"};
    return std::any_of(foreign.begin(), foreign.end(), [&](std::string_view start) { return type.starts_with(start); });
}

}  // namespace

Result<Place> place_of(const std::string& url, const std::string& base) {
    UrlParts parts;
    const auto wrong = [&](const char* what) { return Error{what, url.substr(0, 300), ""}; };
    if (!base.empty()) curl_url_set(parts.url, CURLUPART_URL, base.c_str(), 0);
    if (url.size() > 8000 || curl_url_set(parts.url, CURLUPART_URL, url.c_str(), CURLU_URLENCODE) != CURLUE_OK)
        return wrong("is no address");
    const std::string scheme = parts.part(CURLUPART_SCHEME);
    if (scheme != "http" && scheme != "https") return wrong("is no address of http or https");
    if (!parts.part(CURLUPART_USER).empty()) return wrong("names a user");
    curl_url_set(parts.url, CURLUPART_FRAGMENT, nullptr, 0);
    const std::string host = lower(parts.part(CURLUPART_HOST)), query = parts.part(CURLUPART_QUERY);
    if (host.empty()) return wrong("names no host");
    Place place;
    place.url = parts.part(CURLUPART_URL);
    place.site = scheme + "://" + host + ":" + parts.part(CURLUPART_PORT, CURLU_DEFAULT_PORT);
    place.path = parts.part(CURLUPART_PATH) + (query.empty() ? "" : "?" + query);
    return place;
}

bool is_private(const sockaddr* address) {
    if (address->sa_family == AF_INET) {
        sockaddr_in v4;
        std::memcpy(&v4, address, sizeof v4);
        return is_private_v4(reinterpret_cast<const unsigned char*>(&v4.sin_addr));
    }
    if (address->sa_family != AF_INET6) return true;
    sockaddr_in6 v6;
    std::memcpy(&v6, address, sizeof v6);
    return is_private_v6(v6.sin6_addr.s6_addr);
}

struct Fetcher::Handle {
    CURL* curl = curl_easy_init();
    Limits limits;
    const std::atomic<bool>& stopped;
    Response response;
    bool refused_address = false, too_large = false, foreign = false;

    Handle(Limits given, const std::atomic<bool>& stop) : limits(std::move(given)), stopped(stop) {}
    ~Handle() { curl_easy_cleanup(curl); }

    /// The address that a name has led to is looked at when the connection is made: a name cannot change its mind.
    static curl_socket_t open_socket(void* self, curlsocktype, curl_sockaddr* address) {
        auto& handle = *static_cast<Handle*>(self);
        if (!handle.limits.allow_private && is_private(&address->addr)) {
            handle.refused_address = true;
            return CURL_SOCKET_BAD;
        }
        return socket(address->family, address->socktype | SOCK_CLOEXEC, address->protocol);
    }

    static std::size_t take_body(char* data, std::size_t size, std::size_t count, void* self) {
        auto& handle = *static_cast<Handle*>(self);
        handle.foreign |= is_foreign(handle.response.content_type);
        handle.too_large |= handle.response.body.size() + size * count > handle.limits.bytes;
        if (handle.foreign || handle.too_large) return 0;
        handle.response.body.append(data, size * count);
        return size * count;
    }

    static std::size_t take_head(char* data, std::size_t size, std::size_t count, void* self) {
        auto& response = static_cast<Handle*>(self)->response;
        const std::string line(data, size * count);
        if (line.starts_with("HTTP/")) response = {};  // after "100 Continue" the head begins anew
        if (response.head.size() + line.size() > 64 * 1024) return 0;
        response.head += line;
        const std::size_t colon = line.find(':');
        if (colon == std::string::npos) return size * count;
        const std::string name = lower(line.substr(0, colon));
        const std::size_t first = line.find_first_not_of(" \t", colon + 1), last = line.find_last_not_of(" \t\r\n");
        const std::string value =
            first == std::string::npos || last < first ? "" : line.substr(first, last - first + 1);
        if (name == "content-type") response.content_type = lower(value);
        if (name == "etag") response.etag = value;
        if (name == "last-modified") response.last_modified = value;
        if (name == "location") response.location = value;
        if (name == "retry-after") response.retry_after = seconds_of(value);
        return size * count;
    }

    static int look_up(void* self, curl_off_t, curl_off_t, curl_off_t, curl_off_t) {
        return static_cast<Handle*>(self)->stopped ? 1 : 0;
    }

    std::string reason(CURLcode code) const {
        if (refused_address) return "leads to a private address";
        if (too_large) return "is larger than " + std::to_string(limits.bytes >> 20) + " MiB";
        if (foreign) return "is no text";
        if (stopped) return "stopped";
        return code == CURLE_OPERATION_TIMEDOUT ? "takes longer than " + std::to_string(limits.seconds) + " s"
                                                : curl_easy_strerror(code);
    }
};

Fetcher::Fetcher(Limits limits, const std::atomic<bool>& stopped) {
    static std::once_flag once;
    std::call_once(once, [] { curl_global_init(CURL_GLOBAL_DEFAULT); });
    handle_ = std::make_unique<Handle>(std::move(limits), stopped);
}

Fetcher::~Fetcher() = default;

Response Fetcher::get(const Request& request) {
    Handle& handle = *handle_;
    CURL* curl = handle.curl;
    handle.response = {};
    handle.refused_address = handle.too_large = handle.foreign = false;
    curl_easy_reset(curl);
    curl_easy_setopt(curl, CURLOPT_URL, request.url.c_str());
    curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "http,https");
    curl_easy_setopt(curl, CURLOPT_FOLLOWLOCATION, 0L);
    curl_easy_setopt(curl, CURLOPT_PROXY, "");  // behind a proxy no address could be looked at
    curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(curl, CURLOPT_MAXCONNECTS, 1L);
    curl_easy_setopt(curl, CURLOPT_TIMEOUT, handle.limits.seconds);
    curl_easy_setopt(curl, CURLOPT_CONNECTTIMEOUT, std::min(10L, handle.limits.seconds));
    curl_easy_setopt(curl, CURLOPT_ACCEPT_ENCODING, "");
    curl_easy_setopt(curl, CURLOPT_USERAGENT, handle.limits.user_agent.c_str());
    curl_easy_setopt(curl, CURLOPT_OPENSOCKETFUNCTION, &Handle::open_socket);
    curl_easy_setopt(curl, CURLOPT_OPENSOCKETDATA, &handle);
    curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, &Handle::take_body);
    curl_easy_setopt(curl, CURLOPT_WRITEDATA, &handle);
    curl_easy_setopt(curl, CURLOPT_HEADERFUNCTION, &Handle::take_head);
    curl_easy_setopt(curl, CURLOPT_HEADERDATA, &handle);
    curl_easy_setopt(curl, CURLOPT_NOPROGRESS, 0L);
    curl_easy_setopt(curl, CURLOPT_XFERINFOFUNCTION, &Handle::look_up);
    curl_easy_setopt(curl, CURLOPT_XFERINFODATA, &handle);
    curl_slist* headers = nullptr;
    if (!request.etag.empty()) headers = curl_slist_append(headers, ("If-None-Match: " + request.etag).c_str());
    if (!request.last_modified.empty())
        headers = curl_slist_append(headers, ("If-Modified-Since: " + request.last_modified).c_str());
    curl_easy_setopt(curl, CURLOPT_HTTPHEADER, headers);
    const CURLcode code = curl_easy_perform(curl);
    curl_slist_free_all(headers);
    Response response = std::move(handle.response);
    long status = 0;
    curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &status);
    response.status = static_cast<int>(status);
    if (code != CURLE_OK) response.status = 0, response.error = handle.reason(code);
    return response;
}

}  // namespace dragoman::follow
