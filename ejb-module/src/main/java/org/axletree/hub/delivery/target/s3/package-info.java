/** Routes to object stores that speak S3: an object for each message, or one for each topic. */
package org.axletree.hub.delivery.target.s3;
