#include "annotation/names.h"

#include <algorithm>

namespace dragoman::annotation {

NameDecoder::NameDecoder(const std::vector<std::string>& classes)
    : n_(static_cast<int>(classes.size())), follows_(n_ * n_), first_(n_), last_(n_), part_(n_), type_(n_) {
    for (int c = 0; c < n_; ++c) {
        part_[c] = classes[c].empty() ? 'O' : classes[c][0];
        const std::string kind = classes[c].size() > 2 ? classes[c].substr(2) : "";
        type_[c] = kind == "PER" ? 0 : kind == "ORG" ? 1 : kind == "LOC" ? 2 : 3;
    }
    for (int a = 0; a < n_; ++a) {
        const bool open = part_[a] == 'B' || part_[a] == 'I';
        first_[a] = part_[a] != 'I' && part_[a] != 'E';
        last_[a] = !open;
        for (int b = 0; b < n_; ++b) {
            const bool inside = part_[b] == 'I' || part_[b] == 'E';
            follows_[a * n_ + b] = open == inside && (!open || type_[a] == type_[b]);
        }
    }
}

void NameDecoder::decode(const Scores& scores, int offset, std::vector<Name>& names) {
    if (scores.words == 0) return;
    path_.resize(scores.words);
    if (!best_alone(scores)) best_in_order(scores);
    for (int t = 0, begin = 0; t < scores.words; ++t) {
        const char part = part_[path_[t]];
        if (part == 'B' || part == 'S') begin = t;
        if (part == 'E' || part == 'S')
            names.push_back({{offset + begin, offset + t + 1}, static_cast<NameType>(type_[path_[t]])});
    }
}

bool NameDecoder::best_alone(const Scores& scores) {
    for (int t = 0; t < scores.words; ++t) {
        const float* row = &scores.names[static_cast<std::size_t>(t) * n_];
        path_[t] = static_cast<int>(std::max_element(row, row + n_) - row);
        if (t == 0 ? !first_[path_[t]] : !follows_[path_[t - 1] * n_ + path_[t]]) return false;
    }
    return last_[path_[scores.words - 1]];
}

void NameDecoder::best_in_order(const Scores& scores) {
    const int words = scores.words;
    best_.assign(static_cast<std::size_t>(words) * n_, -1e30f);
    from_.assign(static_cast<std::size_t>(words) * n_, 0);
    for (int t = 0; t < words; ++t)
        for (int c = 0; c < n_; ++c) {
            const float here = scores.names[static_cast<std::size_t>(t) * n_ + c];
            float& slot = best_[static_cast<std::size_t>(t) * n_ + c];
            if (t == 0) {
                if (first_[c]) slot = here;
                continue;
            }
            for (int p = 0; p < n_; ++p) {
                const float s = best_[static_cast<std::size_t>(t - 1) * n_ + p] + here;
                if (follows_[p * n_ + c] && s > slot) slot = s, from_[static_cast<std::size_t>(t) * n_ + c] = p;
            }
        }
    int c = -1;
    for (int k = 0; k < n_; ++k)
        if (last_[k] && (c < 0 || best_[static_cast<std::size_t>(words - 1) * n_ + k] >
                                      best_[static_cast<std::size_t>(words - 1) * n_ + c]))
            c = k;
    for (int t = words - 1; t >= 0; --t) path_[t] = c, c = from_[static_cast<std::size_t>(t) * n_ + c];
}

}  // namespace dragoman::annotation
