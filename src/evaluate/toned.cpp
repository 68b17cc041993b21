#include "evaluate/toned.h"

#include <fmt/format.h>
#include <simdjson.h>

#include <algorithm>

namespace dragoman::evaluate {
namespace {

using findings::Tone;

/// The byte at which each code point begins, and the end.
std::vector<std::uint32_t> bytes_of_points(std::string_view text) {
    std::vector<std::uint32_t> at;
    for (std::size_t i = 0; i < text.size(); ++i)
        if ((static_cast<unsigned char>(text[i]) & 0xC0) != 0x80) at.push_back(static_cast<std::uint32_t>(i));
    at.push_back(static_cast<std::uint32_t>(text.size()));
    return at;
}

std::optional<Tone> tone_of(simdjson::dom::element target) {
    double polarity = 0;  // 2, 4, 6 on a scale of seven
    if (!target["polarity"].get(polarity))
        return polarity < 4 ? Tone::negative : polarity > 4 ? Tone::positive : Tone::neutral;
    std::string_view name;
    if (target["tone"].get(name)) return std::nullopt;
    const auto known = std::find(findings::tone_names.begin(), findings::tone_names.end(), name);
    if (known == findings::tone_names.end()) return std::nullopt;
    return static_cast<Tone>(known - findings::tone_names.begin());
}

bool read_line(simdjson::dom::parser& parser, std::string_view line, TonedSentence& sentence) {
    simdjson::dom::element root;
    simdjson::dom::array targets;
    std::string_view text;
    if (parser.parse(line.data(), line.size()).get(root) || root["targets"].get(targets)) return false;
    if (root["text"].get(text) && root["sentence_normalized"].get(text)) return false;
    sentence.text = text;
    const auto at = bytes_of_points(text);
    for (simdjson::dom::element target : targets) {
        std::uint64_t from = 0, to = 0;
        if (target["from"].get(from) || target["to"].get(to) || from >= to || to >= at.size()) return false;
        sentence.targets.push_back({{at[from], at[to]}, tone_of(target)});
    }
    return true;
}

}  // namespace

Result<std::vector<TonedSentence>> read_toned(std::string_view lines, const std::string& name) {
    std::vector<TonedSentence> all;
    simdjson::dom::parser parser;
    for (int number = 1; !lines.empty(); ++number) {
        const std::size_t end = lines.find('\n');
        const std::string_view line = lines.substr(0, end);
        lines = end == std::string_view::npos ? std::string_view() : lines.substr(end + 1);
        if (line.find_first_not_of(" \t\r") == std::string_view::npos) continue;
        if (!read_line(parser, line, all.emplace_back()))
            return Error{"this is no sentence with targets", fmt::format("{}:{}", name, number),
                         "A line is {\"text\": …, \"targets\": [{\"from\": 0, \"to\": 5}]}, in code points."};
    }
    return all;
}

void ToneScore::add(Tone gold, Tone found) {
    ++total_, right_ += gold == found;
    ++gold_[static_cast<int>(gold)], ++found_[static_cast<int>(found)];
    if (gold == found) ++hits_[static_cast<int>(gold)];
}

std::string ToneScore::table() const {
    std::string out;
    double sum = 0;
    for (std::size_t i = 0; i < findings::tone_names.size(); ++i) {
        const double p = found_[i] ? 100.0 * hits_[i] / found_[i] : 0, r = gold_[i] ? 100.0 * hits_[i] / gold_[i] : 0;
        const double f1 = p + r > 0 ? 2 * p * r / (p + r) : 0;
        sum += f1;
        out += fmt::format("{:9} gold {:5} found {:5}  P {:5.1f}  R {:5.1f}  F1 {:5.1f}\n", findings::tone_names[i],
                           gold_[i], found_[i], p, r, f1);
    }
    return out + fmt::format("accuracy {:.1f}  macro-F1 {:.1f}  of {} targets\n", total_ ? 100.0 * right_ / total_ : 0,
                             sum / 3, total_);
}

}  // namespace dragoman::evaluate
