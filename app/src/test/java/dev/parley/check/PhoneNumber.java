package dev.parley.check;

import java.util.List;
import java.util.Map;

/**
 * A phone number that two agents want: it belongs to one of them, or to none. That an import is refused tells nothing, because a number
 * is also kept while another import of it is under way, which may fail.
 */
final class PhoneNumber extends Document {

    private static final String OWNER = "owner";

    private final String number;
    private final List<String> agents;

    /**
     * @param number one that nobody has
     * @param agents the paths of agents
     */
    PhoneNumber(String number, List<String> agents) {
        super(new History("number " + number, Map.of()));
        this.number = number;
        this.agents = agents;
    }

    @Override
    void act(Caller caller) {
        String agent = agents.get(caller.random().nextInt(agents.size()));
        switch (caller.random().nextInt(4)) {
            case 0 -> bring(caller, agent);
            case 1 -> delete(caller, agent);
            default -> get(caller, agent);
        }
    }

    @Override
    void read(Caller caller) {
        agents.forEach(agent -> get(caller, agent));
    }

    private String path(String agent) {
        return agent + "/telephony/phone-numbers/" + number;
    }

    private void get(Caller caller, String agent) {
        Sent sent = caller.read(path(agent));
        Map<String, String> owned = Map.of(OWNER, agent);
        if (sent.isDone()) {
            history().add(sent.sees(owned));
        } else if (sent.status() == 404) {
            history().add(sent.seesOther(owned));
        } else {
            caller.unexpected(sent);
        }
    }

    private void bring(Caller caller, String agent) {
        Sent sent = caller.write("POST", path(agent), "{\"clientEnv\":\"live\"}");
        if (sent.isDone() || sent.status() == 0) {
            history().add(sent.write(Step.sees(Map.of(OWNER, Step.NONE)).then(Step.sets(Map.of(OWNER, agent)))));
        } else if (sent.status() != 409) {
            caller.unexpected(sent);
        }
    }

    private void delete(Caller caller, String agent) {
        Sent sent = caller.write("DELETE", path(agent), null);
        Map<String, String> owned = Map.of(OWNER, agent);
        if (sent.isDone() || sent.status() == 0) {
            history().add(sent.write(Step.sees(owned).then(Step.sets(Map.of(OWNER, Step.NONE)))));
        } else if (sent.status() == 404) {
            history().add(sent.seesOther(owned));
        } else {
            caller.unexpected(sent);
        }
    }
}
