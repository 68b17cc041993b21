// Linked data: W3C Web Annotations, one a row, and W3C PROV. Both are one JSON-LD 1.1 document each, a node a line, with
// the terms of their W3C contexts written into it, so that no processor need fetch anything.
#include <fmt/format.h>

#include <set>

#include "record/scalars.h"
#include "store/exports/forms/form.h"
#include "store/exports/forms/words.h"

namespace dragoman::store {
namespace {

constexpr std::string_view annotation_context = R"({"oa":"http://www.w3.org/ns/oa#","as":"http://www.w3.org/ns/activitystreams#",
"dcterms":"http://purl.org/dc/terms/","xsd":"http://www.w3.org/2001/XMLSchema#","foaf":"http://xmlns.com/foaf/0.1/",
"schema":"http://schema.org/","dragoman":"urn:dragoman:terms:","id":"@id","type":"@type","Annotation":"oa:Annotation",
"SpecificResource":"oa:SpecificResource","TextPositionSelector":"oa:TextPositionSelector",
"TextQuoteSelector":"oa:TextQuoteSelector","TimeState":"oa:TimeState","Software":"as:Application",
"body":{"@id":"oa:hasBody","@type":"@id"},"target":{"@id":"oa:hasTarget","@type":"@id"},
"source":{"@id":"oa:hasSource","@type":"@id"},"selector":{"@id":"oa:hasSelector","@type":"@id"},
"state":{"@id":"oa:hasState","@type":"@id"},"motivation":{"@id":"oa:motivatedBy","@type":"@vocab"},
"identifying":"oa:identifying","exact":"oa:exact","prefix":"oa:prefix","suffix":"oa:suffix",
"start":{"@id":"oa:start","@type":"xsd:nonNegativeInteger"},"end":{"@id":"oa:end","@type":"xsd:nonNegativeInteger"},
"sourceDate":{"@id":"oa:sourceDate","@type":"xsd:dateTime"},"cached":{"@id":"oa:cachedSource","@type":"@id"},
"creator":{"@id":"dcterms:creator","@type":"@id"},"name":"foaf:name","version":"schema:softwareVersion",
"kind":"dragoman:kind","row":{"@id":"dragoman:row","@type":"@json"}})";

constexpr std::string_view prov_context = R"({"prov":"http://www.w3.org/ns/prov#","xsd":"http://www.w3.org/2001/XMLSchema#",
"dcterms":"http://purl.org/dc/terms/","foaf":"http://xmlns.com/foaf/0.1/","schema":"http://schema.org/",
"dragoman":"urn:dragoman:terms:","id":"@id","type":"@type","title":"dcterms:title","identifier":"dcterms:identifier",
"name":"foaf:name","version":"schema:softwareVersion","words":"prov:value","sha256":"dragoman:sha256","kind":"dragoman:kind",
"published":{"@id":"dcterms:issued"},"prov:wasDerivedFrom":{"@type":"@id"},"prov:wasGeneratedBy":{"@type":"@id"},
"prov:used":{"@type":"@id"},"prov:wasAssociatedWith":{"@type":"@id"},"prov:wasAttributedTo":{"@type":"@id"},
"prov:wasQuotedFrom":{"@type":"@id"},"prov:wasRevisionOf":{"@type":"@id"},"prov:hadPrimarySource":{"@type":"@id"}})";

/// The words as they may stand in a URN (RFC 8141).
std::string percent(std::string_view words) {
    std::string out;
    for (const char c : words) {
        const auto byte = static_cast<unsigned char>(c);
        if (std::isalnum(byte) != 0 || c == '-' || c == '.' || c == '_')
            out += c;
        else
            out += fmt::format("%{:02X}", byte);
    }
    return out;
}

std::string json(std::string_view text) {
    std::string out;
    record::append_json_string(out, text);
    return out;
}

std::string story_urn(const std::string& id) { return "urn:dragoman:story:" + percent(id); }
std::string row_urn(const std::string& story, const std::string& row) {
    return "urn:dragoman:row:" + percent(story) + ":" + percent(row);
}

/// RFC 6920: a name that is the hash of what it names.
std::string hash_name(const std::string& sha256) {
    static constexpr std::string_view alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    std::string out = "ni:///sha-256;";
    unsigned bits = 0, held = 0;
    for (const char c : sha256) {
        bits = bits << 4 | static_cast<unsigned>(c <= '9' ? c - '0' : c - 'a' + 10);
        held += 4;
        if (held >= 6) out += alphabet[bits >> (held -= 6) & 63];
    }
    if (held > 0) out += alphabet[bits << (6 - held) & 63];
    return out;
}

/// "2025-03-14T08:00:00Z"; empty of what is no date.
std::string moment(const std::string& published) {
    const std::string s = stamp(published);
    if (s.empty()) return "";
    return fmt::format("{}-{}-{}T{}:{}:{}Z", s.substr(0, 4), s.substr(4, 2), s.substr(6, 2), s.substr(8, 2), s.substr(10, 2),
                       s.substr(12, 2));
}

/// Calls f(kind, row) for every row that rests on words.
template <class F>
void each_row_with_words(const Record& record, F&& f) {
    record::each_field<Record>([&]<class V>(const record::Field<Record, V>& field) {
        if constexpr (requires(V rows) { rows.begin()->evidence; })
            for (const auto& row : record.*field.member) f(field.name, row);
    });
}

/// A document of nodes in a graph.
class Graph : public Form {
public:
    explicit Graph(std::string_view context) : context_(context) {}
    void begin(Texts& out) override { out[0] += "{\"@context\":" + std::string(context_) + ",\n\"@graph\":[\n"; }
    void end(Texts& out) override { out[0] += "\n]}\n"; }

protected:
    void node(Texts& out, const std::string& one) {
        out[0] += first_ ? "" : ",\n";
        out[0] += one;
        first_ = false;
    }

private:
    std::string_view context_;
    bool first_ = true;
};

class Annotations final : public Graph {
public:
    Annotations() : Graph(annotation_context) {}

    void tell(const Told& told, Texts& out) override {
        const Record& record = told.record;
        const Places places(record.story.text);
        const std::string creator = fmt::format(
            R"({{"id":"urn:dragoman:engine:{}","type":"Software","name":"Dragoman","version":{}}})",
            percent(record.engine_version), json(record.engine_version));
        each_row_with_words(record, [&](std::string_view kind, const auto& row) {
            std::string targets;
            for (const Passage& passage : row.evidence) targets += (targets.empty() ? "" : ",") + target(record.story, passage, places);
            const std::string id = row_urn(record.story.id, row.id);
            node(out, fmt::format(R"({{"id":{},"type":"Annotation","motivation":"identifying","creator":{},"body":{{"id":{},)"
                                  R"("kind":{},"row":{}}},"target":[{}]}})",
                                  json(id + ":annotation"), creator, json(id), json(kind), record::row_json(row), targets));
            ++rows;
        });
    }

private:
    static constexpr std::uint32_t around = 32;

    static std::string target(const StoryInfo& story, const Passage& words, const Places& places) {
        const std::string date = moment(story.published);
        return fmt::format(
            R"({{"type":"SpecificResource","source":{},"state":{{"type":"TimeState",{}"cached":{}}},"selector":[)"
            R"({{"type":"TextQuoteSelector","exact":{},"prefix":{},"suffix":{}}},)"
            R"({{"type":"TextPositionSelector","start":{},"end":{}}}]}})",
            json(is_web(story.url) ? story.url : story_urn(story.id)),
            date.empty() ? "" : "\"sourceDate\":" + json(date) + ",", json(hash_name(story.text_sha256)), json(words.text),
            json(places.before(words.start, around)), json(places.after(words.end, around)), words.start, words.end);
    }

};

class Prov final : public Graph {
public:
    Prov() : Graph(prov_context) {}

    void tell(const Told& told, Texts& out) override {
        const Record& record = told.record;
        const StoryInfo& story = record.story;
        engine(record.engine_version, out);
        const std::string publisher = agent("publisher", story.source, "prov:Organization", out);
        const std::string urn = story_urn(story.id), reading = "urn:dragoman:reading:" + percent(story.id);
        std::string node_text = fmt::format(R"({{"id":{},"type":"prov:Entity","identifier":{},"sha256":{})", json(urn),
                                            json(story.id), json(story.text_sha256));
        if (!story.title.empty()) node_text += ",\"title\":" + json(story.title);
        if (!story.published.empty()) node_text += ",\"published\":" + json(story.published);
        if (!publisher.empty()) node_text += ",\"prov:wasAttributedTo\":" + json(publisher);
        if (!told.copy_of.empty()) node_text += ",\"prov:hadPrimarySource\":" + json(story_urn(told.copy_of));
        node(out, node_text + "}");
        node(out, fmt::format(R"({{"id":{},"type":"prov:Activity","prov:used":{},"prov:wasAssociatedWith":"urn:dragoman:engine:{}"}})",
                              json(reading), json(urn), percent(record.engine_version)));
        const Entities entities(record);
        each_row_with_words(record, [&](std::string_view kind, const auto& row) {
            std::string words;
            for (const Passage& passage : row.evidence) words += (words.empty() ? "" : " … ") + passage.text;
            node(out, fmt::format(R"({{"id":{},"type":"prov:Entity","kind":{},"words":{},"prov:wasDerivedFrom":{},)"
                                  R"("prov:wasGeneratedBy":{}{}}})",
                                  json(row_urn(story.id, row.id)), json(kind), json(words), json(urn), json(reading),
                                  speech(row, urn, entities, out)));
            ++rows;
        });
    }

private:
    void engine(const std::string& version, Texts& out) {
        if (!agents_.insert("engine\n" + version).second) return;
        node(out, fmt::format(R"({{"id":"urn:dragoman:engine:{}","type":["prov:Agent","prov:SoftwareAgent"],"name":"Dragoman",)"
                              R"("version":{}}})",
                              percent(version), json(version)));
    }

    /// An agent's URN; its node is written once.
    std::string agent(const std::string& kind, const std::string& name, const char* type, Texts& out) {
        if (name.empty()) return "";
        std::string urn = "urn:dragoman:" + kind + ":" + percent(name);
        if (agents_.insert(urn).second)
            node(out, fmt::format(R"({{"id":{},"type":["prov:Agent","{}"],"name":{}}})", json(urn), type, json(name)));
        return urn;
    }

    template <class Row>
    std::string speech(const Row& row, const std::string& story, const Entities& entities, Texts& out) {
        std::string fields;
        if constexpr (std::is_same_v<Row, Statement>) {
            std::string list;
            for (const std::string& id : row.speakers)
                if (const Entity* speaker = entities.find(id))
                    list += (list.empty() ? "" : ",") +
                            json(agent("speaker", speaker->name, speaker->type == "person" ? "prov:Person" : "prov:Organization", out));
            if (!list.empty()) fields += ",\"prov:wasAttributedTo\":[" + list + "]";
            if (row.form == "direct") fields += ",\"prov:wasQuotedFrom\":" + json(story);
        }
        return fields;
    }

    std::set<std::string> agents_;  ///< that have a node: as many as there are names
};

}  // namespace

std::unique_ptr<Form> annotation_form() { return std::make_unique<Annotations>(); }
std::unique_ptr<Form> prov_form() { return std::make_unique<Prov>(); }

}  // namespace dragoman::store
