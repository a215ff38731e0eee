using System.Text;
using Conformance.Harness.Wire;
using NUnit.Framework;

namespace Conformance.SelfTests.Harness.Wire;

/// <summary>The table of odd requests: what is built, and every byte that must reach the server, written out by hand.</summary>
static class OddRequests
{
    static readonly Dictionary<string, (HttpMessage Request, string Bytes)> All = new()
    {
        ["A_plain_request_goes_out_as_written"] = (Build("GET", "/a", [("Host", "x")]), "GET /a HTTP/1.1\r\nHost: x\r\n\r\n"),
        ["A_request_without_any_header_has_only_its_line"] = (Build("GET", "/", []), "GET / HTTP/1.1\r\n\r\n"),
        ["Header_names_keep_their_case"] =
            (Build("SUBSCRIBE", "/f", [("hOsT", "x"), ("NOTIFICATION-type", "update"), ("call-BACK", "httpu://y:1/z")]),
            "SUBSCRIBE /f HTTP/1.1\r\nhOsT: x\r\nNOTIFICATION-type: update\r\ncall-BACK: httpu://y:1/z\r\n\r\n"),
        ["Headers_keep_their_order"] =
            (Build("GET", "/", [("Z", "1"), ("A", "2"), ("Host", "x"), ("M", "3")]),
            "GET / HTTP/1.1\r\nZ: 1\r\nA: 2\r\nHost: x\r\nM: 3\r\n\r\n"),
        ["Several_lines_of_one_name_stay_apart"] =
            (Build("POLL", "/f", [("Subscription-ID", "8"), ("Host", "x"), ("subscription-id", "9,10"), ("Subscription-ID", "11")]),
            "POLL /f HTTP/1.1\r\nSubscription-ID: 8\r\nHost: x\r\nsubscription-id: 9,10\r\nSubscription-ID: 11\r\n\r\n"),
        ["A_lower_case_method_stays_lower_case"] = (Build("poll", "/f", [("Host", "x")]), "poll /f HTTP/1.1\r\nHost: x\r\n\r\n"),
        ["An_unknown_method_is_sent"] = (Build("X-MS-ENUMATTS", "/f", [("Host", "x")]), "X-MS-ENUMATTS /f HTTP/1.1\r\nHost: x\r\n\r\n"),
        ["A_method_that_is_no_token_is_sent"] = (Build("GE(T", "/", []), "GE(T / HTTP/1.1\r\n\r\n"),
        ["A_target_in_absolute_form_stays_absolute"] =
            (Build("GET", "http://host.test:81/a?b=c", [("Host", "other")]), "GET http://host.test:81/a?b=c HTTP/1.1\r\nHost: other\r\n\r\n"),
        ["A_target_of_an_asterisk_is_sent"] = (Build("OPTIONS", "*", [("Host", "x")]), "OPTIONS * HTTP/1.1\r\nHost: x\r\n\r\n"),
        ["Dot_segments_and_escapes_are_left_alone"] =
            (Build("GET", "/a/../b/./%7e%2F//c%zz", [("Host", "x")]), "GET /a/../b/./%7e%2F//c%zz HTTP/1.1\r\nHost: x\r\n\r\n"),
        ["A_fragment_is_sent"] = (Build("GET", "/a#b", [("Host", "x")]), "GET /a#b HTTP/1.1\r\nHost: x\r\n\r\n"),
        ["A_target_with_blanks_is_sent"] = (Build("GET", "/a b c", [("Host", "x")]), "GET /a b c HTTP/1.1\r\nHost: x\r\n\r\n"),
        ["A_target_of_raw_UTF_8_is_sent"] = (Build("GET", "/J\u00C3\u00BCrgen", [("Host", "x")]), "GET /J\u00C3\u00BCrgen HTTP/1.1\r\nHost: x\r\n\r\n"),
        ["An_empty_target_is_sent"] = (Build("GET", "", [("Host", "x")]), "GET  HTTP/1.1\r\nHost: x\r\n\r\n"),
        ["HTTP_1_0_is_sent"] = (RequestBytes.Build("GET", "/", "HTTP/1.0", []), "GET / HTTP/1.0\r\n\r\n"),
        ["A_version_of_the_future_is_sent"] = (RequestBytes.Build("GET", "/", "HTTP/9.9", []), "GET / HTTP/9.9\r\n\r\n"),
        ["A_missing_version_is_not_added"] = (RequestBytes.Build("GET", "/", "", []), "GET /\r\n\r\n"),
        ["CR_and_LF_in_a_value_are_sent"] =
            (Build("SUBSCRIBE", "/f", [("Call-Back", "httpu://y\r\nX-Injected: yes"), ("Host", "x")]),
            "SUBSCRIBE /f HTTP/1.1\r\nCall-Back: httpu://y\r\nX-Injected: yes\r\nHost: x\r\n\r\n"),
        ["A_lone_LF_in_a_value_is_sent"] = (Build("GET", "/", [("A", "b\nc")]), "GET / HTTP/1.1\r\nA: b\nc\r\n\r\n"),
        ["A_lone_CR_in_a_target_is_sent"] = (Build("GET", "/\rX", []), "GET /\rX HTTP/1.1\r\n\r\n"),
        ["A_NUL_in_a_value_is_sent"] = (Build("GET", "/", [("A", "b\0c")]), "GET / HTTP/1.1\r\nA: b\0c\r\n\r\n"),
        ["Bytes_beyond_ASCII_in_a_value_are_sent"] = (Build("GET", "/", [("A", "\u00FF\u0080")]), "GET / HTTP/1.1\r\nA: \u00FF\u0080\r\n\r\n"),
        ["An_empty_value_is_sent"] = (Build("GET", "/", [("A", ""), ("B", "c")]), "GET / HTTP/1.1\r\nA: \r\nB: c\r\n\r\n"),
        ["Blanks_around_a_value_are_kept"] = (Build("GET", "/", [("A", "  b \t ")]), "GET / HTTP/1.1\r\nA:   b \t \r\n\r\n"),
        ["An_empty_header_name_is_sent"] = (Build("GET", "/", [("", "v")]), "GET / HTTP/1.1\r\n: v\r\n\r\n"),
        ["A_blank_before_the_colon_is_sent"] = (Build("GET", "/", [("Host ", "x")]), "GET / HTTP/1.1\r\nHost : x\r\n\r\n"),
        ["A_folded_value_is_sent"] = (Build("GET", "/", [("A", "b\r\n c")]), "GET / HTTP/1.1\r\nA: b\r\n c\r\n\r\n"),
        ["Two_hosts_are_sent"] = (Build("GET", "/", [("Host", "x"), ("Host", "y")]), "GET / HTTP/1.1\r\nHost: x\r\nHost: y\r\n\r\n"),
        ["A_body_without_length_is_sent"] = (Build("PROPFIND", "/", [("Host", "x")], "<a/>"), "PROPFIND / HTTP/1.1\r\nHost: x\r\n\r\n<a/>"),
        ["A_length_that_lies_is_sent"] =
            (Build("PUT", "/", [("Content-Length", "99")], "short"), "PUT / HTTP/1.1\r\nContent-Length: 99\r\n\r\nshort"),
        ["Two_lengths_are_sent"] =
            (Build("PUT", "/", [("Content-Length", "1"), ("content-length", "2")], "ab"),
            "PUT / HTTP/1.1\r\nContent-Length: 1\r\ncontent-length: 2\r\n\r\nab"),
        ["A_negative_length_is_sent"] = (Build("PUT", "/", [("Content-Length", "-1")]), "PUT / HTTP/1.1\r\nContent-Length: -1\r\n\r\n"),
        ["A_binary_body_is_sent"] =
            (Build("PUT", "/", [("Content-Length", "6")], "\0\u0003\u0001\u00FF\r\n"), "PUT / HTTP/1.1\r\nContent-Length: 6\r\n\r\n\0\u0003\u0001\u00FF\r\n"),
        ["A_chunked_body_goes_out_in_chunks"] =
            (RequestBytes.Build("PUT", "/", "HTTP/1.1", [new("Transfer-Encoding", "chunked")], "0123456789abc"u8.ToArray(), chunkBytes: 11),
            "PUT / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\nB\r\n0123456789a\r\n2\r\nbc\r\n0\r\n\r\n"),
        ["An_empty_chunked_body_is_its_last_chunk"] =
            (Build("PUT", "/", [("transfer-encoding", "Chunked")]), "PUT / HTTP/1.1\r\ntransfer-encoding: Chunked\r\n\r\n0\r\n\r\n"),
        ["Chunks_and_a_length_are_sent_together"] =
            (Build("PUT", "/", [("Content-Length", "3"), ("Transfer-Encoding", "chunked")], "abc"),
            "PUT / HTTP/1.1\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n"),
        ["An_unknown_transfer_coding_chunks_nothing"] =
            (Build("PUT", "/", [("Transfer-Encoding", "gzip")], "abc"), "PUT / HTTP/1.1\r\nTransfer-Encoding: gzip\r\n\r\nabc"),
        ["Raw_garbage_is_sent"] = (Raw("\0\u00FF hello\n\n"), "\0\u00FF hello\n\n"),
        ["A_raw_request_with_LF_alone_is_sent"] = (Raw("GET / HTTP/1.1\nHost: x\n\n"), "GET / HTTP/1.1\nHost: x\n\n"),
        ["A_raw_request_that_stops_in_its_head_is_sent"] = (Raw("GET / HTTP/1.1\r\nHos"), "GET / HTTP/1.1\r\nHos"),
        ["Two_raw_requests_in_one_packet_are_sent"] =
            (Raw("GET /1 HTTP/1.1\r\n\r\nGET /2 HTTP/1.1\r\n\r\n"), "GET /1 HTTP/1.1\r\n\r\nGET /2 HTTP/1.1\r\n\r\n"),
        ["A_large_body_is_sent_whole"] =
            (Build("PUT", "/", [("Content-Length", "3000000")], new string('x', 3_000_000)),
            "PUT / HTTP/1.1\r\nContent-Length: 3000000\r\n\r\n" + new string('x', 3_000_000)),
    };

    public static IEnumerable<TestCaseData> Cases =>
        All.Select(c => new TestCaseData(c.Value.Request, c.Value.Bytes).SetName(c.Key));

    static HttpMessage Build(string method, string target, (string Name, string Value)[] headers, string body = "") =>
        RequestBytes.Build(method, target, "HTTP/1.1", headers.Select(h => new Header(h.Name, h.Value)), Encoding.Latin1.GetBytes(body));

    static HttpMessage Raw(string text) => RequestBytes.Raw(Encoding.Latin1.GetBytes(text));
}
