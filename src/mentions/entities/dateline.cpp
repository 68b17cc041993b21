// "QUITO, March 13 - …", "MOSCOW (Reuters) — …", "LONDON, May 2 (AP) -": place and agency before
// the first sentence of a wire story.
#include <algorithm>

#include "mentions/entities/parts.h"

namespace dragoman::mentions {
namespace {

constexpr int longest = 16;  // tokens a dateline may take

bool is_dash(std::string_view word) { return word == "-" || word == "--" || word == "–" || word == "—"; }

bool in_capitals(std::string_view word) {
    int letters = 0;
    for (char c : word) {
        if (c >= 'a' && c <= 'z') return false;
        letters += c >= 'A' && c <= 'Z';
    }
    return letters > 1;
}

}  // namespace

void find_dateline(Reading& r) {
    const int limit = std::min(r.size(), longest);
    int dash = -1;
    for (int t = 1; t < limit && dash < 0; ++t)
        if (is_dash(r.text.word(t)) && r.text.tokens[t].begin > r.text.tokens[t - 1].end && t + 1 < r.size() &&
            r.text.tokens[t + 1].begin > r.text.tokens[t].end)
            dash = t;
    if (dash < 0 || !(in_capitals(r.text.word(0)) || r.known.longest(r.text, 0))) return;
    int place_end = 0;  // the place ends before the first comma or bracket
    while (place_end < dash && r.text.word(place_end) != "," && r.text.word(place_end) != "(") ++place_end;
    TokenRange agency{};
    for (int t = place_end; t < dash; ++t) {
        if (r.text.word(t) != "(") continue;
        int close = t + 1;
        while (close < dash && r.text.word(close) != ")") ++close;
        agency = {t + 1, close};
    }
    const bool dated = place_end < dash && r.text.word(place_end) == ",";
    const bool all_capitals = in_capitals(r.text.word(0));
    if (!all_capitals && agency.empty() && !dated) return;
    if (place_end > 4) return;
    r.out.dateline_span = r.text.span(TokenRange{0, dash});
    r.out.dateline.place = r.words({0, place_end});
    if (!agency.empty()) r.out.dateline.agency = r.words(agency);
}

}  // namespace dragoman::mentions
