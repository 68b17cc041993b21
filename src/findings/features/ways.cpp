#include "findings/features/ways.h"

#include <algorithm>
#include <vector>

namespace dragoman::findings {

namespace {

constexpr int longest_way = 6;  // relations on the way between two tokens

}  // namespace

std::string_view bin_of(int distance) {
    constexpr std::string_view bins[] = {"1", "2", "3", "5", "8", "13", "21", "far"};
    constexpr int ends[] = {1, 2, 3, 5, 8, 13, 21};
    for (int i = 0; i < 7; ++i)
        if (distance <= ends[i]) return bins[i];
    return bins[7];
}

std::string way_between(const Annotation& tree, int from, int to) {
    std::vector<int> up, down;
    for (int t = from; t >= 0 && up.size() <= longest_way; t = tree.head[t]) up.push_back(t);
    for (int t = to; t >= 0 && down.size() <= longest_way; t = tree.head[t]) {
        if (const auto met = std::find(up.begin(), up.end(), t); met != up.end()) {
            std::string way;
            for (auto u = up.begin(); u != met; ++u) way += dragoman::name_of(tree.dep[*u]), way += '<';
            for (auto d = down.rbegin(); d != down.rend(); ++d) way += '>', way += dragoman::name_of(tree.dep[*d]);
            return way;
        }
        down.push_back(t);
    }
    return {};
}

}  // namespace dragoman::findings
