#include "evaluate/cofenet.h"

#include <fmt/format.h>
#include <simdjson.h>

#include <algorithm>
#include <compare>

namespace dragoman::evaluate {
namespace {

bool in(std::string_view word, std::initializer_list<std::string_view> words) {
    return std::find(words.begin(), words.end(), word) != words.end();
}

/// A word as a newspaper prints it: the Penn Treebank's stand-ins for marks undone.
std::string_view printed(std::string_view word) {
    constexpr std::pair<std::string_view, std::string_view> stand_ins[] = {
        {"``", "“"},    {"''", "”"},    {"`", "‘"},     {"-LRB-", "("}, {"-RRB-", ")"},
        {"-LSB-", "["}, {"-RSB-", "]"}, {"-LCB-", "{"}, {"-RCB-", "}"}};
    for (const auto& [from, to] : stand_ins)
        if (word == from) return to;
    return word;
}

/// No white space is printed between these two words.
bool joined(std::string_view before, std::string_view word) {
    if (in(word, {".", ",", ";", ":", "!", "?", ")", "]", "}", "”", "%", "'", "’", "...", "n't", "n’t"})) return true;
    if (word.size() > 1 && (word.starts_with("'") || word.starts_with("’"))) return true;
    return in(before, {"“", "‘", "(", "[", "{", "$", "#"});
}

class Reader {
public:
    explicit Reader(const std::string& name) : name_(name) {}

    Result<std::vector<GivenArticle>> read(std::string_view rest) {
        for (int line = 1; !rest.empty(); ++line) {
            const std::size_t end = rest.find('\n');
            const std::string_view text = rest.substr(0, end);
            rest = end == std::string_view::npos ? std::string_view() : rest.substr(end + 1);
            if (text.find_first_not_of(" \t\r") == std::string_view::npos) continue;
            if (!segment(text))
                return Error{"this is no segment", fmt::format("{}:{}", name_, line),
                             "A line is {\"id\": …, \"tokens\": […], \"labels\": […]} with a label for each token: O, "
                             "or B- or I- with source, cue or content."};
        }
        return std::move(articles_);
    }

private:
    bool segment(std::string_view line) {
        simdjson::dom::element root;
        simdjson::dom::array tokens, labels;
        if (parser_.parse(line.data(), line.size()).get(root) || root["tokens"].get(tokens)) return false;
        std::string_view id;
        const bool named = !root["id"].get(id);
        if (articles_.empty() || !named || articles_.back().id != id) articles_.emplace_back().id = id;
        GivenArticle& to = articles_.back();
        auto& made = to.segments.emplace_back();
        made.first = static_cast<int>(to.words.size());
        if (!to.text.empty()) to.text += "\n\n";
        std::string_view before;
        for (simdjson::dom::element token : tokens) {
            std::string_view word;
            if (token.get(word)) return false;
            word = printed(word);
            if (!before.empty() && !joined(before, word)) to.text += ' ';
            const auto at = static_cast<std::uint32_t>(to.text.size());
            to.text += word;
            to.words.push_back({at, static_cast<std::uint32_t>(to.text.size())});
            before = word;
        }
        if (!root["labels"].get(labels))
            for (simdjson::dom::element label : labels) {
                std::string_view text;
                if (label.get(text)) return false;
                const auto at = std::find(std::begin(attribution_labels), std::end(attribution_labels), text);
                if (at == std::end(attribution_labels)) return false;
                made.labels.push_back(static_cast<int>(at - std::begin(attribution_labels)));
            }
        const std::size_t words = to.words.size() - static_cast<std::size_t>(made.first);
        if (made.labels.empty()) made.labels.assign(words, 0);
        return made.labels.size() == words;
    }

    const std::string& name_;
    simdjson::dom::parser parser_;
    std::vector<GivenArticle> articles_;
};

}  // namespace

std::vector<int> GivenArticle::word_of_token(const Text& prepared) const {
    std::vector<int> word;
    int at = 0;
    for (const Token& token : prepared.tokens) {
        const std::uint32_t begin = prepared.input_offset(token.begin);
        while (at + 1 < static_cast<int>(words.size()) && words[at].end <= begin) ++at;
        word.push_back(at);
    }
    return word;
}

Result<std::vector<GivenArticle>> read_cofenet(std::string_view lines, const std::string& name) {
    return Reader(name).read(lines);
}

std::vector<std::vector<int>> labels_of(const GivenArticle& article, const Text& prepared,
                                        const std::vector<findings::AttributionSpan>& spans) {
    const std::vector<int> word = article.word_of_token(prepared);
    std::vector<int> label(article.words.size(), 0);
    for (const auto& span : spans) {
        const int begins = 1 + 2 * static_cast<int>(span.part), first = word[span.tokens.begin];
        for (int w = first; w <= word[span.tokens.end - 1]; ++w) label[w] = w == first ? begins : begins + 1;
    }
    std::vector<std::vector<int>> labels;
    for (const auto& segment : article.segments)
        labels.emplace_back(label.begin() + segment.first,
                            label.begin() + segment.first + static_cast<std::ptrdiff_t>(segment.labels.size()));
    return labels;
}

namespace {

struct LabelSpan {
    int begin, end, part;
    friend auto operator<=>(const LabelSpan&, const LabelSpan&) = default;
};

std::vector<LabelSpan> spans_in(const std::vector<int>& labels) {
    std::vector<LabelSpan> spans;
    const int count = static_cast<int>(labels.size());
    for (int w = 0; w < count; ++w) {
        if (labels[w] % 2 == 0) continue;
        int end = w + 1;
        while (end < count && labels[end] == labels[w] + 1) ++end;
        spans.push_back({w, end, labels[w] / 2});
    }
    return spans;
}

}  // namespace

void SpanScore::add(const std::vector<int>& gold, const std::vector<int>& found) {
    const auto true_spans = spans_in(gold), found_spans = spans_in(found);
    for (const auto& span : true_spans) ++counts_[span.part].gold;
    for (const auto& span : found_spans) {
        ++counts_[span.part].found;
        counts_[span.part].right += std::binary_search(true_spans.begin(), true_spans.end(), span);
    }
}

std::string SpanScore::table() const {
    std::string out = fmt::format("{:<8} {:>7} {:>7} {:>6} {:>6} {:>6}\n", "", "gold", "found", "P", "R", "F1");
    const auto percent = [](long part, long whole) { return whole ? 100.0 * double(part) / double(whole) : 0.0; };
    for (std::size_t p = 0; p < counts_.size(); ++p) {
        const Counts& c = counts_[p];
        constexpr std::string_view parts[] = {"source", "cue", "content"};
        out += fmt::format("{:<8} {:>7} {:>7} {:>6.1f} {:>6.1f} {:>6.1f}\n", parts[p], c.gold, c.found,
                           percent(c.right, c.found), percent(c.right, c.gold), percent(2 * c.right, c.gold + c.found));
    }
    return out;
}

}  // namespace dragoman::evaluate
