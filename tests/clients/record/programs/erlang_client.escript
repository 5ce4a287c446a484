#!/usr/bin/env escript
%% Erlang/OTP's ssl: lines of id, host, port, anchors and CRLs; one line of JSON each.
main(_) ->
    {ok, _} = application:ensure_all_started(ssl),
    logger:set_primary_config(level, none),
    lists:foreach(fun(Line) -> ask(string:split(Line, "\t", all)) end, lines([])).

lines(Seen) ->
    case io:get_line("") of
        eof -> lists:reverse(Seen);
        Line -> lines([string:trim(Line, trailing, "\n") | Seen])
    end.

ask([Id, Host, Port, Anchors, _]) ->
    Trust = case Anchors of "" -> [{cacerts, []}]; _ -> [{cacertfile, Anchors}] end,
    Https = {customize_hostname_check, [{match_fun, public_key:pkix_verify_hostname_match_fun(https)}]},
    Address = case inet:parse_address(Host) of {ok, Parsed} -> Parsed; _ -> Host end,
    Family = case Address of {_, _, _, _, _, _, _, _} -> [inet6]; _ -> [] end,
    Said = try ssl:connect(Address, list_to_integer(Port), [{verify, verify_peer}, {depth, 10}, Https | Trust] ++ Family, 10000) of
        {ok, Socket} -> ssl:close(Socket), none;
        {error, Reason} -> Reason
    catch _:Crash -> Crash
    end,
    Error = case Said of none -> "null"; _ -> quoted(io_lib:format("~0tp", [Said])) end,
    io:format("{\"id\":\"~ts\",\"accepts\":~p,\"error\":~ts,\"code\":null,\"depth\":null}~n", [Id, Said =:= none, Error]).

quoted(Text) ->
    [$", [escaped(Each) || Each <- lists:flatten(Text)], $"].

escaped(Each) when Each < 32 -> io_lib:format("\\u~4.16.0b", [Each]);
escaped($") -> "\\\"";
escaped($\\) -> "\\\\";
escaped(Each) -> Each.
