#include "store/agreement/reports.h"

#include <algorithm>

namespace dragoman::store {

std::uint64_t hash_of(std::string_view text) {
    std::uint64_t hash = 14695981039346656037ull;
    for (const unsigned char c : text) hash = (hash ^ c) * 1099511628211ull;
    return hash ? hash : 1;
}

std::uint16_t Reports::symbol(const std::string& text) {
    const auto found = std::find(symbols.begin(), symbols.end(), text);
    if (found != symbols.end()) return static_cast<std::uint16_t>(found - symbols.begin());
    symbols.push_back(text);
    return static_cast<std::uint16_t>(symbols.size() - 1);
}

std::optional<Window> window_of(std::optional<std::chrono::sys_days> first, std::optional<std::chrono::sys_days> last,
                                std::string_view status, std::optional<std::chrono::sys_days> published) {
    using std::chrono::days;
    constexpr days nearly(7);
    if (first && last && *last - *first <= nearly) return Window{*first, *last, true, false};
    const bool ahead = status == "planned" || status == "intended";
    if (!published) return first && last ? std::optional(Window{*first, *last, false, true}) : std::nullopt;
    const Window near = ahead ? Window{*published - days(1), *published + days(2), false, false}
                              : Window{*published - days(1), *published, false, false};
    if (!first || !last || (*first <= near.until && *last >= near.from)) return near;
    return Window{*first, *last, false, true};
}

}  // namespace dragoman::store
