import { TransferFailure } from "@compose-actions/transfer";

/** There is no login to be had. What was to be asked with it was not sent. */
export class LoginFailure extends TransferFailure {}
