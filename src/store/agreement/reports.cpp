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

bool same_form(const Source& a, const Source& b) {
    int both = 0, unlike = 0, all_a = 0, all_b = 0;
    const auto beside = [](std::uint32_t slot) { return slot >> 12; };
    const auto end_of = [&](const std::vector<std::uint32_t>& slots, std::size_t from) {
        std::size_t end = from;
        while (end < slots.size() && beside(slots[end]) == beside(slots[from])) ++end;
        return end;
    };
    for (std::size_t i = 0; i < a.slots.size(); i = end_of(a.slots, i)) ++all_a;
    for (std::size_t i = 0; i < b.slots.size(); i = end_of(b.slots, i)) ++all_b;
    for (std::size_t i = 0, j = 0; i < a.slots.size() && j < b.slots.size();) {
        if (beside(a.slots[i]) != beside(b.slots[j])) {
            beside(a.slots[i]) < beside(b.slots[j]) ? ++i : ++j;
            continue;
        }
        const std::size_t x = end_of(a.slots, i), y = end_of(b.slots, j);
        const auto shared = std::find_first_of(
            a.slots.begin() + static_cast<std::ptrdiff_t>(i), a.slots.begin() + static_cast<std::ptrdiff_t>(x),
            b.slots.begin() + static_cast<std::ptrdiff_t>(j), b.slots.begin() + static_cast<std::ptrdiff_t>(y));
        unlike += shared == a.slots.begin() + static_cast<std::ptrdiff_t>(x);
        ++both;
        i = x, j = y;
    }
    const int often = a.name == b.name ? 25 : 3;  // what one publisher writes twice is a form sooner
    return unlike >= 2 && often * unlike >= both && 5 * both >= 2 * std::min(all_a, all_b);
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
