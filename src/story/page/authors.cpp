#include "story/page/authors.h"

#include <algorithm>

#include "story/page/characters.h"
#include "story/page/dates.h"

namespace dragoman::story::page {
namespace {

constexpr std::size_t kLongest = 600;  // a byline; what is longer is prose

bool letter(char c) { return is_letter(c) || static_cast<unsigned char>(c) >= 0x80; }

std::string lowered(std::string_view text) {
    std::string made(text);
    for (char& c : made) c = lower(c);
    return made;
}

std::string_view trimmed(std::string_view text, std::string_view also = "") {
    const auto goes = [&](char c) { return is_space(c) || also.find(c) != also.npos; };
    while (!text.empty() && goes(text.front())) text.remove_prefix(1);
    while (!text.empty() && goes(text.back())) text.remove_suffix(1);
    return text;
}

bool starts_in_any_case(std::string_view text, std::string_view lower_start) {
    return text.size() >= lower_start.size() && std::equal(lower_start.begin(), lower_start.end(), text.begin(),
                                                           [](char a, char b) { return a == lower(b); });
}

/// What stands before a name, each before a bar; after it comes a blank, a
/// colon or the end.
constexpr std::string_view kLeads =
    "analysis by|perspective by|opinion by|words and photos by|words and "
    "photography by|text and photos by|written and reviewed by|"
    "medically reviewed by|fact checked by|contributed by|published "
    "by|submitted by|reported by|reporting by|"
    "written by|compiled by|created by|edited by|posted by|authored by|article "
    "by|review by|story by|words by|"
    "text by|blog by|post by|guest post by|a post "
    "by|author|authors|writer|reporter|by|von|par|por|di|door|av|"
    "af|przez|текст|автор|автора|autor|auteur|autore|about the "
    "author|contributor|contributors|from|"
    "the author|posted|written|name|作者|記者|文|";

/// Words of offices: a part of a byline that has one, besides the first part,
/// is no name.
constexpr std::string_view kOffices =
    "|writer|editor|editors|reporter|correspondent|contributor|columnist|"
    "journalist|producer|director|manager|"
    "ceo|cto|cfo|founder|co-founder|cofounder|president|officer|professor|"
    "analyst|specialist|expert|staff|"
    "chief|head|fellow|assistant|intern|blogger|critic|photographer|author|"
    "senior|editor-at-large|at-large|executive|freelance|"
    "freelancer|dietitian|nutritionist|consultant|engineer|strategist|attorney|"
    "lawyer|researcher|scientist|"
    "advisor|adviser|special|lecturer|coordinator|partner|representative|"
    "horticulturalist|educator|therapist|"
    "psychologist|physician|trainer|coach|designer|developer|marketer|"
    "redakteur|redakteurin|korrespondent|"
    "journaliste|redacción|corresponsal|medically|reviewed|updated|published|"
    "network|owner|";

/// No name at all when they are the whole of it.
constexpr std::string_view kStandIns =
    "|admin|administrator|author|authors|editor|staff|webmaster|guest|user|"
    "unknown|none|null|undefined|n/a|na|"
    "root|super user|superuser|wordpress|default|test|website|web|site "
    "admin|webadmin|wpadmin|guest author|"
    "guest blogger|guest contributor|staff writer|текст|автор|фото|photo|staff "
    "reporter|contributor|contributors|blog|home|about|"
    "contact|follow|share|view profile|profile|read more|more|posts|see "
    "more|learn more|published|updated|the author|by|"
    "and|written by|author name|your "
    "name|name|false|true|redaktion|news|subscribe|comments|leave a comment|"
    "no "
    "comments|print|email|e-mail|facebook|twitter|linkedin|website|bio|"
    "newsletter|all posts|view all posts|"
    "show more|search|menu|us|team member|self|anonymous user|object "
    "object|[object object]|content|username|"
    "company size|research|development|by "
    "line|january|february|march|april|june|july|august|september|"
    "october|november|december|jan|feb|mar|apr|jun|jul|aug|sep|sept|oct|nov|"
    "dec|monday|tuesday|wednesday|"
    "thursday|friday|saturday|sunday|today|yesterday|";

/// Is it one of the words, which stand between bars?
bool among(std::string_view text, std::string_view words) {
    return text.find('|') == text.npos && words.find("|" + std::string(text) + "|") != words.npos;
}

/// "PhD", "M.D.", "CPA", "RDN", "CFP®": short, mostly capitals, or one of the
/// few that are not.
bool credential(std::string_view word) {
    std::string bare;
    for (const char c : word)
        if (static_cast<unsigned char>(c) < 0x80 && c != '.') bare += c;
    if (bare.empty() || bare.size() > 9) return false;
    static constexpr std::string_view known =
        "|PhD|Phd|PHD|DPhil|Dr|Esq|PharmD|PsyD|EdD|MEd|LLB|BSc|MSc|Jr|DrPH|"
        "BPharm|MPhil|Psy|RDN|Ph|Ed|"
        "MBBS|CPsychol|";
    if (among(bare, known)) return bare != "Jr" && bare != "Dr";
    int capitals = 0, others = 0;
    for (const char c : bare) (c >= 'A' && c <= 'Z') ? ++capitals : (c == '-' || is_digit(c) ? 0 : ++others);
    return capitals >= 2 && others <= 1 && capitals > others;
}

std::vector<std::string_view> words_of(std::string_view text) {
    std::vector<std::string_view> words;
    for (std::size_t at = 0; at < text.size();) {
        while (at < text.size() && is_space(text[at])) ++at;
        const std::size_t begin = at;
        while (at < text.size() && !is_space(text[at])) ++at;
        if (at > begin) words.push_back(text.substr(begin, at - begin));
    }
    return words;
}

bool address(std::string_view word) {
    const std::string low = lowered(word);
    return word.find('@') != word.npos || low.find("://") != low.npos || low.substr(0, 4) == "www.";
}

/// Signs that are not ASCII, with the one that stands for them here.
constexpr std::pair<std::string_view, char> kSigns[] = {
    {"\u00A0", ' '}, {"\u2009", ' '}, {"\u200B", ' '}, {"\u202F", ' '}, {"\u3000", ' '},
    {"\u2022", '|'}, {"\u00B7", '|'}, {"\u2013", '-'}, {"\u2014", '-'}, {"\u00BB", '|'},
    {"\u2192", '|'}, {"\uFF1A", ':'}, {"\uFF5C", '|'}};

/// White space single, signs in ASCII; addresses and what stands in brackets
/// go.
std::string plain(std::string_view text) {
    if (text.size() > kLongest) {
        std::size_t end = kLongest;
        while (end > 0 && (text[end] & 0xC0) == 0x80) --end;
        text = text.substr(0, end);
    }
    std::string spaced;
    for (std::size_t at = 0; at < text.size(); ++at) {
        if (text[at] == '(') {
            const std::size_t close = text.find(')', at);
            if (close == text.npos) break;
            at = close;
            continue;
        }
        if (static_cast<unsigned char>(text[at]) < 0x80) {
            spaced += text[at];
            continue;
        }
        const auto sign = std::find_if(std::begin(kSigns), std::end(kSigns), [&](const auto& each) {
            return text.compare(at, each.first.size(), each.first) == 0;
        });
        spaced += sign == std::end(kSigns) ? text[at] : sign->second;
        if (sign != std::end(kSigns)) at += sign->first.size() - 1;
    }
    std::string made;
    for (const std::string_view word : words_of(spaced)) {
        if (address(trimmed(word, "()<>[],;"))) {
            if (word.back() == ',' || word.back() == ';') made += word.back();
            continue;
        }
        if (!made.empty()) made += ' ';
        made += word;
    }
    return made;
}

bool strip_lead(std::string_view& text) {
    bool any = false;
    for (bool again = true; again;) {
        again = false;
        text = trimmed(text, ":|-,~*");
        std::string_view best;
        for (std::size_t at = 0; at < kLeads.size();) {
            const std::string_view lead = kLeads.substr(at, kLeads.find('|', at) - at);
            at += lead.size() + 1;
            if (lead.size() <= best.size() || !starts_in_any_case(text, lead)) continue;
            const char next = lead.size() < text.size() ? text[lead.size()] : ' ';
            if (is_space(next) || next == ':' || next == '|' || lead == "作者") best = lead;
        }
        // "Di", "Von", "Av" begin names too: only as the first lead.
        const bool doubtful = among(best, "|di|von|av|af|por|from|name|文|");
        if (best.empty() || (doubtful && any)) break;
        if (trimmed(text.substr(best.size()), ":").empty()) break;
        text.remove_prefix(best.size());
        any = again = true;
    }
    return any;
}

/// Cuts where something else begins: a date, a bullet, "Updated"; in a byline
/// of running text also " for The Times".
std::string_view until_end(std::string_view text, bool prose) {
    static constexpr std::string_view ends[] = {" | ",
                                                " - ",
                                                " // ",

                                                " updated",
                                                " published",
                                                " posted",
                                                " last updated",
                                                " edited by",
                                                " reviewed by",
                                                " medically reviewed",
                                                " fact checked",
                                                " photographs by",
                                                " photos by",
                                                " photography by",
                                                " illustrated by",
                                                " illustration by",
                                                " with additional",
                                                " as told to",
                                                " min read",
                                                " : ",
                                                ": ",
                                                " [",
                                                " leave a ",
                                                " share"};
    static constexpr std::string_view prose_ends[] = {" on ", " for ", " at ", " in ", " via ", " from "};
    const std::string low = lowered(text);
    std::size_t end = text.size();
    const auto cut = [&](std::string_view mark) {
        if (const std::size_t at = low.find(mark); at != low.npos && at > 0) end = std::min(end, at);
    };
    for (const std::string_view mark : ends) cut(mark);
    if (prose)
        for (const std::string_view mark : prose_ends) cut(mark);
    for (std::size_t at = 1; at < end; ++at)  // "Jane Doe 3 March 2021"
        if (is_digit(text[at]) && text[at - 1] == ' ') end = at;
    return trimmed(text.substr(0, end), ",;:-|");
}

/// Parts between commas, semicolons, slashes, ampersands and "and".
std::vector<std::string_view> parts_of(std::string_view text) {
    if (text.find(',') == text.npos && (text.find(" for ") != text.npos || text.find(" of ") != text.npos))
        return {trimmed(text)};  // "Institute for War and Peace"
    for (const std::string_view join : {" & ", " and "})
        if (const std::size_t at = text.find(join); at != text.npos && text.find_first_of(",;") == text.npos) {
            const auto before = words_of(text.substr(0, at)), after = words_of(text.substr(at + join.size()));
            // "Morgan & Morgan", "Thomson Tax & Accounting" are houses.
            if (after.size() == 1 && (before.size() > 1 || before == after)) return {trimmed(text)};
        }
    static constexpr std::string_view joins[] = {" and ", " & ",  " und ", " et ", " y ", " with ",
                                                 " och ", " og ", ", ",    "; ",   " / ", ";",
                                                 ",",     " + ",  "|",     "、",   "，"};
    std::vector<std::string_view> parts;
    const std::string low = lowered(text);
    std::size_t begin = 0;
    for (std::size_t at = 0; at < text.size();) {
        std::size_t cut = 0;
        const bool may = std::string_view(" ,;|").find(low[at]) != std::string_view::npos || low[at] < 0;
        for (const std::string_view join : joins)
            if (may && low.compare(at, join.size(), join) == 0) cut = std::max(cut, join.size());
        if (!cut) {
            ++at;
            continue;
        }
        parts.push_back(trimmed(text.substr(begin, at - begin)));
        at += text[at + cut - 1] == ' ' ? cut - 1 : cut;  // the blank may begin the next join
        begin = at;
        if (low.compare(at, 5, " and ") == 0) begin = at += 4;
    }
    parts.push_back(trimmed(text.substr(begin)));
    return parts;
}

bool office(std::string_view part) {
    for (const std::string_view word : words_of(part))
        if (among(lowered(trimmed(word, ".,:")), kOffices)) return true;
    return false;
}

/// A part of a byline → the name it is; empty when it is none.
std::string name_of(std::string_view part, bool first) {
    part = trimmed(part, ",;:.|*-\"'()");
    if (starts_in_any_case(part, "and ")) part = trimmed(part.substr(4));
    strip_lead(part);
    std::vector<std::string_view> words = words_of(part);
    if (words.empty() || (!first && office(part))) return {};
    if (std::all_of(words.begin(), words.end(), credential) && !(first && words.size() > 1)) {
        if (!first) return {};
    } else {
        while (words.size() > 2 && credential(words.back())) words.pop_back();
    }
    std::string name;
    for (const std::string_view word : words) name += (name.empty() ? "" : " ") + std::string(word);
    const std::string low = lowered(name);
    if (among(low, kStandIns) || name.size() > 80 || words.size() > 7) return {};
    if (std::none_of(name.begin(), name.end(), letter)) return {};
    for (const std::string_view start : {"view ", "see ", "more ", "read ", "about ", "follow "})
        if (low.compare(0, start.size(), start) == 0) return {};
    static constexpr std::string_view never[] = {".com", ".org", ".net", "http",      "{",          "}",
                                                 "<",    ">",    "=",    "copyright", "all rights", "cookie"};
    for (const std::string_view mark : never)
        if (low.find(mark) != low.npos) return {};
    return name;
}

/// Letters and digits alone, for comparing.
std::string key_of(std::string_view name) {
    std::string key;
    for (const char c : name)
        if (letter(c) || is_digit(c)) key += lower(c);
    return key;
}

bool looks_like_name(std::string_view name, bool marked) {
    const auto words = words_of(name);
    if (words.size() < (marked ? 1U : 2U) || words.size() > 6) return false;
    static constexpr std::string_view small =
        "|de|la|van|von|der|den|del|da|di|al|bin|el|le|du|dos|das|ter|of|the|y|e|"
        "and|zu|af|av|ibn|";
    int capital = 0;
    for (const std::string_view word : words) {
        if (is_digit(word[0])) return false;
        const bool upper = (word[0] >= 'A' && word[0] <= 'Z') || static_cast<unsigned char>(word[0]) >= 0x80;
        if (upper)
            ++capital;
        else if (!among(lowered(word), small) && !(marked && words.size() == 1))
            return false;
    }
    return capital >= (marked ? 1 : 2) || (marked && words.size() == 1);
}

}  // namespace

void add_authors(const std::vector<std::string>& names, std::vector<std::string>& into) {
    for (const std::string& name : names) {
        const std::string key = key_of(name);
        const bool there = std::any_of(into.begin(), into.end(), [&](const std::string& other) {
            const std::string with = key_of(other);
            return with == key || (key.size() > 4 && with.find(key) != with.npos);
        });
        if (!there && !key.empty()) into.push_back(name);
    }
}

std::vector<std::string> clean_authors(std::string_view given) {
    std::vector<std::string> names, found;
    const std::string text = plain(given);
    std::string_view rest = trimmed(text);
    const bool led = strip_lead(rest);
    rest = until_end(rest, led);
    const auto parts = parts_of(rest);
    // "Doe, Jane"
    if (parts.size() == 2 && rest.find(',') != rest.npos && words_of(parts[0]).size() == 1 &&
        words_of(parts[1]).size() <= 2 && !parts[1].empty() && !credential(parts[1]) && !office(parts[1]) &&
        words_of(parts[1])[0].size() > 1) {
        const std::string turned = name_of(std::string(parts[1]) + " " + std::string(parts[0]), true);
        if (!turned.empty()) return {turned};
    }
    for (const std::string_view part : parts) {
        std::string name = name_of(part, found.empty());
        if (!name.empty()) found.push_back(std::move(name));
    }
    add_authors(found, names);
    return names;
}

std::vector<std::string> byline_authors(std::string_view given, bool marked) {
    std::string text = plain(given);
    if (const auto date = find_date(text); date && date->begin > 0) text.resize(date->begin);
    std::string_view rest = trimmed(text);
    const bool led = strip_lead(rest);
    if ((!led && !marked) || rest.empty() || until_end(rest, true).size() > 160) return {};
    std::vector<std::string> names = clean_authors(text);
    std::erase_if(names, [&](const std::string& name) { return !looks_like_name(name, marked); });
    return names;
}

}  // namespace dragoman::story::page
