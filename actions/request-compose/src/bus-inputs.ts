import { path, secret, text } from "@compose-actions/step";

/** Where a service tells that a compose has changed. */
export const busInputs = {
  bus: text({
    description:
      "ODCS: URL of the message bus (AMQP 0.9.1, such as RabbitMQ) on which the server tells of changes. The wait then ends within a second of the change; the service is asked all the same, so that a bus that is down is no more than a warning.",
    example: "amqps://ci@rabbitmq.example.com/%2Fpublic_pubsub",
  }),
  "bus-exchange": text({ description: "Topic exchange of the bus.", default: "amq.topic" }),
  "bus-topic": text({
    description: "Topic of the messages; # stands for any number of words, * for one.",
    default: "#.odcs.compose.state-changed",
  }),
  "bus-password": secret({ description: "Password for the user in bus." }),
  "bus-cert": path({
    description:
      "PEM file of the client certificate for the bus, which may hold its key as well. Without bus-password it is the login, whatever the user in bus is.",
  }),
  "bus-key": path({ description: "PEM file of the key of bus-cert, not encrypted." }),
} as const;
